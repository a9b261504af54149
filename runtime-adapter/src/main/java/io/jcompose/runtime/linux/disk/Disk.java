package io.jcompose.runtime.linux.disk;

import io.jcompose.model.plan.PlanJson;
import io.jcompose.runtime.linux.tree.Trees;
import io.jcompose.runtime.syscall.FileCalls;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the state needs of a file system; every failure of it is one that a user can act on. */
public final class Disk {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private static final FileAttribute<Set<PosixFilePermission>> ALL_MAY_READ =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));
  private static final String DRAFT = ".draft-";

  private final PlanJson json = new PlanJson();
  private final FileCalls files = new FileCalls();

  /** Returns a versioned file, whether or not it exists. */
  public <T extends Record> StateFile<T> file(
      Path directory, String name, Class<T> type, int version) {
    return new StateFile<>(directory, name, type, version, json, files);
  }

  /** Makes a directory with its parents, each for its owner alone; what exists is left as it is. */
  public void makeDirectory(Path directory) {
    try {
      Files.createDirectories(directory, OWNER_ONLY);
    } catch (IOException e) {
      throw failure("make the directory", directory, e);
    }
  }

  /** Returns the names in a directory, sorted, hidden ones left out; none if it is gone. */
  public List<String> names(Path directory) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (!name.startsWith(".")) {
          names.add(name);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      throw failure("list", directory, e);
    }
    names.sort(null);
    return names;
  }

  /** Makes a link and has it survive a power failure; says whether it was there to be made. */
  public boolean makeLink(Path directory, String name, Path target) {
    boolean made = makeLinkLightly(directory, name, target);
    if (made) {
      files.syncDirectory(directory);
    }
    return made;
  }

  /**
   * Makes a link that a kill does not undo, but a power failure may; says whether it was there to
   * be made.
   */
  public boolean makeLinkLightly(Path directory, String name, Path target) {
    Path link = directory.resolve(name);
    try {
      Files.createSymbolicLink(link, target);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw failure("make the link", link, e);
    }
  }

  /** Returns where a link leads, whether or not something is there; empty if there is no link. */
  public Optional<Path> followLink(Path link) {
    return readLink(link).map(target -> link.resolveSibling(target).normalize());
  }

  /** Returns what a link says; empty if there is no link. */
  public Optional<Path> readLink(Path link) {
    try {
      return Optional.of(Files.readSymbolicLink(link));
    } catch (NoSuchFileException | NotLinkException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failure("read the link", link, e);
    }
  }

  /** Removes a link; one that is gone is a success. */
  public void removeLink(Path link) {
    removeFile(link);
  }

  /** Removes a file or link; one that is gone is a success. */
  public void removeFile(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failure("remove", file, e);
    }
  }

  /** Removes a directory if nothing is in it any more. */
  public void removeIfEmpty(Path directory) {
    if (names(directory).isEmpty()) {
      try {
        Files.deleteIfExists(directory);
      } catch (IOException e) {
        // somebody has just put something there: then it is to stay
      }
    }
  }

  /** Makes a directory that everybody may look into, whatever the umask. */
  public void makeReadableDirectory(Path directory) {
    makeDirectory(directory, "rwxr-xr-x");
  }

  /** Makes a directory in which everybody may make files, whatever the umask. */
  public void makeWritableDirectory(Path directory) {
    makeDirectory(directory, "rwxrwxrwx");
  }

  private static void makeDirectory(Path directory, String permissions) {
    try {
      Files.createDirectory(directory, ALL_MAY_READ);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
    } catch (IOException e) {
      throw failure("make the directory", directory, e);
    }
  }

  /** Makes an empty directory whose name says that it is this process's, and unfinished. */
  public Path makeDraft(Path parent) {
    try {
      long pid = ProcessHandle.current().pid();
      return Files.createTempDirectory(parent, DRAFT + pid + "-", OWNER_ONLY);
    } catch (IOException e) {
      throw failure("make a directory in", parent, e);
    }
  }

  /** Removes drafts of processes that are gone. */
  public void sweepDrafts(Path parent) {
    try (DirectoryStream<Path> drafts = Files.newDirectoryStream(parent, DRAFT + "*")) {
      for (Path draft : drafts) {
        String rest = draft.getFileName().toString().substring(DRAFT.length());
        long pid = Long.parseLong(rest.substring(0, rest.indexOf('-')));
        if (ProcessHandle.of(pid).isEmpty()) {
          Trees.remove(draft);
        }
      }
    } catch (IOException e) {
      throw failure("list", parent, e);
    }
  }

  /** Gives a draft its final name, unless something has it already. */
  public void moveIfAbsent(Path draft, Path target) {
    try {
      // rename(2) replaces an empty directory only, and ours never are
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
      files.syncDirectory(draft.resolveSibling(""));
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      // another process was faster: that is as good
    } catch (IOException e) {
      throw failure("make the directory", target, e);
    }
  }

  /** Gives each of two directories the other's name, both at once. */
  public void exchange(Path one, Path other) {
    try {
      files.exchange(one, other);
      files.syncDirectory(other.resolveSibling(""));
    } catch (SyscallException e) {
      throw failure("put " + one + " in the place of", other, e);
    }
  }

  /** Gives a draft the name of an empty directory, which is gone then. */
  public void replaceEmpty(Path draft, Path target) {
    try {
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failure("fill the directory", target, e);
    }
  }

  /** Removes a tree at once: it is gone before the first of its files is. */
  public void remove(Path parent, Path tree) {
    if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Path draft = makeDraft(parent);
    try {
      Files.move(tree, draft, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      // gone is what was wanted
    } catch (IOException e) {
      throw failure("remove", tree, e);
    } finally {
      Trees.remove(draft);
    }
  }

  private static RuntimeFailure failure(String what, Path path, Exception cause) {
    return new RuntimeFailure(
        "cannot " + what + " " + path + ": " + cause.getMessage(),
        "see with 'ls -ld " + path + "' and 'df -h' what is wrong there",
        cause);
  }
}
