package io.jcompose.cli.watch;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the JDK's watch service (inotify(7)), and where the directory of each is now: the
 * kernel, and so the JDK, gives a directory that was moved the key that it had, with the path that
 * it had. Belongs to one thread.
 */
final class DirectoryKeys implements AutoCloseable {
  private static final WatchEvent.Kind<?>[] KINDS = {
    StandardWatchEventKinds.ENTRY_CREATE,
    StandardWatchEventKinds.ENTRY_DELETE,
    StandardWatchEventKinds.ENTRY_MODIFY
  };

  private final WatchService service;
  private final Map<WatchKey, Path> places = new HashMap<>();

  private DirectoryKeys(WatchService service) {
    this.service = service;
  }

  /**
   * Opens a watch service.
   *
   * @throws WatchFailure if the kernel gives us no further one
   */
  static DirectoryKeys open(FileSystem files) {
    try {
      return new DirectoryKeys(files.newWatchService());
    } catch (IOException e) {
      throw new WatchFailure(
          "cannot watch files: " + e.getMessage(),
          "end other programs that watch files, or run 'sysctl fs.inotify.max_user_instances=512' as"
              + " root",
          e);
    }
  }

  /**
   * Watches the files in a directory; one that is watched already has the key that it had.
   *
   * @return empty if there is no such directory
   * @throws WatchFailure if the kernel does not let us
   */
  Optional<WatchKey> register(Path directory) {
    try {
      WatchKey key = directory.register(service, KINDS);
      places.put(key, directory);
      return Optional.of(key);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw notWatched(directory, e);
    }
  }

  private static WatchFailure notWatched(Path directory, IOException cause) {
    @Nullable String known = cause instanceof FileSystemException file ? file.getReason() : null;
    String reason = known == null ? String.valueOf(cause.getMessage()) : known;
    boolean limit = reason.toLowerCase(Locale.ROOT).contains("limit of inotify watches");
    return new WatchFailure(
        "cannot watch " + directory + ": " + reason,
        limit
            ? "run 'sysctl fs.inotify.max_user_watches=524288' as root, or add large directories,"
                + " such as 'node_modules/', to 'ignore' of the rule"
            : "make it readable, or add it to 'ignore' of the rule",
        cause);
  }

  /** Returns where a key's directory is; empty if it is not watched any more. */
  Optional<Path> place(WatchKey key) {
    return Optional.ofNullable(places.get(key));
  }

  /** Ends to watch a directory under this path; one that was moved is watched where it is now. */
  void release(WatchKey key, Path directory) {
    if (places.remove(key, directory)) {
      key.cancel();
    }
  }

  /**
   * Waits for a key in whose directory something has happened; {@link WatchKey#reset} it
   * afterwards.
   *
   * @param most how long at most; empty means without limit
   * @throws InterruptedException if the calling thread is interrupted, or this is closed
   */
  Optional<WatchKey> next(Optional<Duration> most) throws InterruptedException {
    try {
      return Optional.ofNullable(
          most.isPresent()
              ? service.poll(most.get().toNanos(), TimeUnit.NANOSECONDS)
              : service.take());
    } catch (ClosedWatchServiceException e) {
      throw (InterruptedException) new InterruptedException("closed").initCause(e);
    }
  }

  /** Ends; a thread that waits is told so. A second call does nothing. */
  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException e) {
      // nothing is left to be told
    }
  }
}
