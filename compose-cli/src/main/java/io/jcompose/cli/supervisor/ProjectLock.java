package io.jcompose.cli.supervisor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;

/**
 * The right to act on a project, held by one process at a time. The kernel takes it back when the
 * process ends, however it ends.
 *
 * <p>It is a record lock, which belongs to the process as a whole and goes as soon as the process
 * closes <em>any</em> descriptor of the file: the holder must never open it again.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/fcntl_locking.2.html">fcntl_locking(2)</a>
 */
final class ProjectLock implements AutoCloseable {
  private final RunFiles files;
  private final FileChannel channel;

  private ProjectLock(RunFiles files, FileChannel channel) {
    this.files = files;
    this.channel = channel;
  }

  /** Takes the lock; empty if another process has it. */
  static Optional<ProjectLock> tryAcquire(RunFiles files) {
    try {
      while (true) {
        Optional<Attempt> attempt = attempt(files);
        if (attempt.isPresent()) {
          return attempt.get().channel().map(channel -> new ProjectLock(files, channel));
        }
      }
    } catch (IOException e) {
      throw new SupervisorFailure(
          "cannot take the lock " + files.lock() + ": " + e,
          "check that root may write to " + files.directory() + ", or set JCOMPOSE_RUN",
          e);
    }
  }

  /** Returns how an attempt ended; empty if the last holder removed the file meanwhile. */
  private static Optional<Attempt> attempt(RunFiles files) throws IOException {
    try {
      files.makeDirectory();
      makeFile(files.lock());
      Object seen = identity(files.lock());
      FileChannel channel = FileChannel.open(files.lock(), StandardOpenOption.WRITE);
      if (!lock(channel)) {
        channel.close();
        return Optional.of(new Attempt(Optional.empty()));
      }
      if (isStill(seen, files.lock())) {
        return Optional.of(new Attempt(Optional.of(channel)));
      }
      channel.close();
      return Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static void makeFile(Path file) throws IOException {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      // a supervisor lives, or was killed
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // this process holds it itself
    }
  }

  /** A lock on a file that nobody finds by its name any more would keep nobody away. */
  private static boolean isStill(Object seen, Path file) throws IOException {
    try {
      return identity(file).equals(seen);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static Object identity(Path file) throws IOException {
    return Objects.requireNonNull(
        Files.readAttributes(file, BasicFileAttributes.class).fileKey(), "no inode");
  }

  /** Removes the lock's file, and folders that nothing else is in, and gives up the lock. */
  @Override
  public void close() {
    try (channel) {
      Files.deleteIfExists(files.lock());
      files.removeDirectories();
    } catch (IOException e) {
      throw new SupervisorFailure(
          "cannot remove " + files.lock() + ": " + e, "remove it by hand", e);
    }
  }

  /** How an attempt ended: with the locked file, or without as another process has the lock. */
  private record Attempt(Optional<FileChannel> channel) {}
}
