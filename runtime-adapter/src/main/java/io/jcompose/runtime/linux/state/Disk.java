package io.jcompose.runtime.linux.state;

import io.jcompose.model.plan.PlanJson;
import io.jcompose.runtime.syscall.OutputPipes;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the state needs of a file system; every failure of it is one that a user can act on. */
final class Disk {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final PlanJson json = new PlanJson();
  private final OutputPipes files = new OutputPipes();

  <T extends Record> StateFile<T> file(Path directory, String name, Class<T> type, int version) {
    return new StateFile<>(directory, name, type, version, json, files);
  }

  /** Makes a directory with its parents, each for its owner alone; what exists is left as it is. */
  void makeDirectory(Path directory) {
    try {
      Files.createDirectories(directory, OWNER_ONLY);
    } catch (IOException e) {
      throw failure("make the directory", directory, e);
    }
  }

  /** Returns the names in a directory, sorted, hidden ones left out; none if it is gone. */
  List<String> names(Path directory) {
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
  boolean makeLink(Path directory, String name, Path target) {
    Path link = directory.resolve(name);
    try {
      Files.createSymbolicLink(link, target);
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw failure("make the link", link, e);
    }
    files.syncDirectory(directory);
    return true;
  }

  /** Returns where a link leads, whether or not something is there; empty if there is no link. */
  Optional<Path> followLink(Path link) {
    try {
      return Optional.of(link.resolveSibling(Files.readSymbolicLink(link)).normalize());
    } catch (NoSuchFileException | NotLinkException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failure("read the link", link, e);
    }
  }

  void removeLink(Path link) {
    try {
      Files.deleteIfExists(link);
    } catch (IOException e) {
      throw failure("remove the link", link, e);
    }
  }

  /** Removes a directory if nothing is in it any more. */
  void removeIfEmpty(Path directory) {
    if (names(directory).isEmpty()) {
      try {
        Files.deleteIfExists(directory);
      } catch (IOException e) {
        // somebody has just put something there: then it is to stay
      }
    }
  }

  private static RuntimeFailure failure(String what, Path path, IOException cause) {
    return new RuntimeFailure(
        "cannot " + what + " " + path + ": " + cause.getMessage(),
        "see with 'ls -ld " + path + "' and 'df -h' what is wrong there",
        cause);
  }
}
