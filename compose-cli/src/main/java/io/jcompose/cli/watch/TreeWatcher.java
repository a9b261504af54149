package io.jcompose.cli.watch;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Watches files, and directories with all below them, by the JDK's watch service (inotify(7)).
 * Links are files: none is followed. A path that is not there is waited for, and so is one that
 * goes.
 *
 * <p>It knows all files that it watches: of a directory that goes it tells what was in it, and
 * where the kernel has lost changes it tells every file as touched, and those that are missing as
 * removed.
 *
 * <p>Belongs to one thread.
 */
final class TreeWatcher implements AutoCloseable {
  private final DirectoryKeys keys;
  private final Predicate<Path> unwanted;

  /** The watched paths of which none is below another. */
  private final Set<Path> tops;

  /** Directories that are watched with all in them. */
  private final Map<Path, Directory> directories = new HashMap<>();

  /** Directories above the tops, in which nothing but the way to a top counts. */
  private final Map<Path, Directory> above = new HashMap<>();

  private NavigableSet<Path> touched = new TreeSet<>();
  private NavigableSet<Path> removed = new TreeSet<>();

  /** A directory and what is known to be in it; above the tops, which of these are there. */
  private record Directory(WatchKey key, Set<Path> children) {}

  private TreeWatcher(DirectoryKeys keys, Set<Path> tops, Predicate<Path> unwanted) {
    this.keys = keys;
    this.tops = tops;
    this.unwanted = unwanted;
  }

  /**
   * Begins to watch.
   *
   * @param paths absolute, without links on the way; there or not
   * @param unwanted files that need not be told, and directories in which nothing needs to be; none
   *     of {@code paths}, or above one, is
   * @throws WatchFailure if the kernel does not let us
   */
  static TreeWatcher open(Collection<Path> paths, Predicate<Path> unwanted) {
    Set<Path> tops = new TreeSet<>(paths);
    tops.removeIf(path -> paths.stream().anyMatch(top -> isBelow(path, top)));
    DirectoryKeys keys = DirectoryKeys.open(tops.iterator().next().getFileSystem());
    TreeWatcher watcher = new TreeWatcher(keys, tops, unwanted);
    try {
      tops.forEach(watcher::enterTop);
      watcher.touched.clear(); // it was there before
      return watcher;
    } catch (RuntimeException e) {
      watcher.close();
      throw e;
    }
  }

  private static boolean isBelow(Path path, Path directory) {
    return path.startsWith(directory) && !path.equals(directory);
  }

  /** Returns all files and directories that are watched and there, as if they had just come. */
  Changes present() {
    touched.clear();
    for (Path top : tops) {
      if (exists(top)) {
        touched.add(top);
      }
    }
    directories.values().forEach(directory -> touched.addAll(directory.children()));
    return take();
  }

  /**
   * Waits until something changes.
   *
   * @param most how long at most; empty means without limit
   * @return what has changed; nothing after that time, or if nobody wants to know
   * @throws InterruptedException if the calling thread is interrupted, or this is closed
   */
  Changes await(Optional<Duration> most) throws InterruptedException {
    Optional<WatchKey> key = keys.next(most);
    while (key.isPresent()) {
      handle(key.get());
      key = keys.next(Optional.of(Duration.ZERO));
    }
    return take();
  }

  private Changes take() {
    Changes changes = new Changes(touched, removed);
    touched = new TreeSet<>();
    removed = new TreeSet<>();
    return changes;
  }

  private void handle(WatchKey key) {
    List<WatchEvent<?>> events = key.pollEvents();
    Optional<Path> place = keys.place(key);
    if (place.isEmpty()) {
      return; // of a directory that is not watched any more
    }
    Path directory = place.get();
    boolean whole = directories.containsKey(directory);
    for (WatchEvent<?> event : events) {
      if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
        if (whole) {
          lookAgain(directory);
        } else {
          lookAgainAbove(directory);
        }
      } else if (event.context() instanceof Path name) {
        boolean gone = event.kind() == StandardWatchEventKinds.ENTRY_DELETE;
        boolean came = event.kind() == StandardWatchEventKinds.ENTRY_CREATE;
        Path path = directory.resolve(name);
        if (!whole) {
          happenedAbove(path, gone, came);
        } else if (!unwanted.test(path)) {
          happened(path, gone, came);
        }
      }
    }
    if (!key.reset() && keys.place(key).equals(place)) {
      vanished(directory);
    }
  }

  private void happened(Path path, boolean gone, boolean came) {
    if (gone) {
      leave(path);
    } else {
      if (came && directories.containsKey(path)) {
        leave(path); // another directory has its name now
      }
      enter(path);
    }
  }

  private void happenedAbove(Path path, boolean gone, boolean came) {
    if (tops.contains(path)) {
      happened(path, gone, came);
    } else if (came) {
      tops.stream().filter(top -> isBelow(top, path)).forEach(this::enterTop);
    }
  }

  /** A directory is no more, wherever it was. */
  private void vanished(Path directory) {
    List<Path> concerned = tops.stream().filter(top -> top.startsWith(directory)).toList();
    if (directories.containsKey(directory)) {
      leave(directory);
    } else {
      concerned.forEach(this::leave);
      Optional.ofNullable(above.remove(directory))
          .ifPresent(gone -> keys.release(gone.key(), directory));
    }
    concerned.forEach(this::enterTop); // it may be back already
  }

  /** Watches a top, and the directory in which it, or the way to it, comes and goes. */
  private void enterTop(Path top) {
    Path parent = top.getParent();
    while (parent != null && !watchAbove(parent)) {
      parent = parent.getParent();
    }
    if (exists(top)) {
      enter(top);
    } else if (parent != null && nextIsThere(parent, top)) {
      enterTop(top); // it came before we watched for it
    }
  }

  private static boolean nextIsThere(Path directory, Path top) {
    Path next = directory.resolve(directory.relativize(top).getName(0));
    return !next.equals(top) && Files.isDirectory(next, LinkOption.NOFOLLOW_LINKS);
  }

  /** Returns whether there is such a directory. */
  private boolean watchAbove(Path directory) {
    if (above.containsKey(directory)) {
      return true;
    }
    Optional<WatchKey> key = keys.register(directory);
    key.ifPresent(registered -> above.put(directory, new Directory(registered, new HashSet<>())));
    return key.isPresent();
  }

  /** Takes note of a file, or of a directory and all in it. */
  private void enter(Path path) {
    touched.add(path);
    holder(path).ifPresent(holder -> holder.children().add(path));
    if (directories.containsKey(path) || !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Optional<WatchKey> key = keys.register(path);
    if (key.isEmpty()) {
      return; // gone meanwhile
    }
    directories.put(path, new Directory(key.get(), new HashSet<>()));
    // listed afterwards: what comes in between is told twice rather than never
    list(path).forEach(this::enter);
  }

  /** Returns the directory that a file is in, unless that has just been forgotten. */
  private Optional<Directory> holder(Path path) {
    Path parent = path.getParent();
    return parent == null
        ? Optional.empty()
        : Optional.ofNullable(directories.getOrDefault(parent, above.get(parent)));
  }

  /** Forgets a file, or a directory and all that was in it, and tells it as removed. */
  private void leave(Path path) {
    Optional<Directory> holder = holder(path);
    boolean known =
        holder.isPresent() ? holder.get().children().remove(path) : !tops.contains(path);
    if (!known) {
      return;
    }
    Directory directory = directories.remove(path);
    // of a watched directory only what was in it: its copy may hold more than that
    if (directory == null || !tops.contains(path)) {
      removed.add(path);
    }
    if (directory != null) {
      keys.release(directory.key(), path);
      List.copyOf(directory.children()).forEach(this::leave);
    }
  }

  /** The kernel has lost changes in a directory. */
  private void lookAgain(Path path) {
    Directory directory = directories.get(path);
    if (directory == null) {
      return;
    }
    Set<Path> there = list(path);
    for (Path child : List.copyOf(directory.children())) {
      Directory below = directories.get(child);
      if (!there.contains(child) || (below != null && !below.key().isValid())) {
        leave(child);
      }
    }
    there.forEach(this::enter);
  }

  private void lookAgainAbove(Path directory) {
    for (Path top : tops) {
      if (isBelow(top, directory)) {
        if (!exists(top)) {
          leave(top);
        }
        enterTop(top);
      }
    }
  }

  private Set<Path> list(Path directory) {
    Set<Path> children = new HashSet<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path child : stream) {
        if (!unwanted.test(child)) {
          children.add(child);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Set.of(); // gone meanwhile
    } catch (IOException | DirectoryIteratorException e) {
      throw new WatchFailure(
          "cannot look into " + directory + ": " + e.getMessage(),
          "make it readable, or add it to 'ignore' of the rule",
          e);
    }
    return children;
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** Ends; a thread that waits is told so. A second call does nothing. */
  @Override
  public void close() {
    keys.close();
  }
}
