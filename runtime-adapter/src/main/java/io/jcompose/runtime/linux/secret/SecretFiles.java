package io.jcompose.runtime.linux.secret;

import io.jcompose.runtime.linux.disk.Contents;
import io.jcompose.runtime.linux.disk.Disk;
import io.jcompose.runtime.linux.tree.Trees;
import io.jcompose.runtime.syscall.FileCalls;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** Files for their owner's eyes, whole or not there, all in one directory. */
final class SecretFiles {
  private final Path directory;
  private final Disk disk = new Disk();
  private final FileCalls calls = new FileCalls();

  SecretFiles(Path directory) {
    this.directory = directory;
  }

  /** Returns the names in the directory, sorted, hidden ones left out; none if there is none. */
  List<String> names() {
    return disk.names(directory);
  }

  /** Returns what is in a file; empty if there is none. */
  Optional<byte[]> read(Path file) {
    try {
      return Contents.of(file);
    } catch (IOException e) {
      throw failure("read", file, e);
    }
  }

  /**
   * Makes a file; it survives a power failure.
   *
   * @throws FileAlreadyExistsException if there is one
   */
  void writeNew(Path file, byte[] content) throws FileAlreadyExistsException {
    write(file, content, false);
  }

  /** Makes a file in place of what is there; it survives a power failure. */
  void replace(Path file, byte[] content) {
    try {
      write(file, content, true);
    } catch (FileAlreadyExistsException e) {
      throw failure("replace", file, e); // a directory of that name
    }
  }

  private void write(Path file, byte[] content, boolean replacing)
      throws FileAlreadyExistsException {
    disk.makeDirectory(directory);
    disk.sweepDrafts(directory);
    Path draft = disk.makeDraft(directory);
    try {
      Path written = draft.resolve("content");
      Files.createFile(
          written,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (var out = new FileOutputStream(written.toFile())) {
        out.write(content);
        out.getFD().sync();
      }
      if (replacing) {
        Files.move(
            written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.createLink(file, written); // unlike a move it never replaces
      }
      calls.syncDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException e) {
      throw failure("write", file, e);
    } finally {
      Trees.remove(draft);
    }
  }

  /** Removes a file; returns whether there was one. */
  boolean remove(Path file) {
    try {
      boolean removed = Files.deleteIfExists(file);
      if (removed) {
        calls.syncDirectory(directory);
      }
      return removed;
    } catch (IOException e) {
      throw failure("remove", file, e);
    }
  }

  static RuntimeFailure failure(String what, Path path, IOException cause) {
    return new RuntimeFailure(
        "cannot " + what + " " + path + ": " + cause.getMessage(),
        "see with 'ls -ld " + path + "' and 'df -h' what is wrong there",
        cause);
  }
}
