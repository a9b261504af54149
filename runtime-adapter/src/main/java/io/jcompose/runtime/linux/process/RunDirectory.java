package io.jcompose.runtime.linux.process;

import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.FileCalls;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folders of the run directory that all projects share. They are made by who needs them, and
 * removed by the last process that leaves: each that acts keeps the directory locked, shared.
 *
 * <p>May be used by several threads.
 */
public final class RunDirectory implements AutoCloseable {
  private final Path path;
  private final FileCalls files = new FileCalls();
  private Optional<Fd> lock = Optional.empty();

  /** Creates the view of a host's run directory; nothing is read or made yet. */
  public RunDirectory(Host host) {
    path = host.run();
  }

  /** Returns where the gates of programs are that do not run yet; it may have to be made. */
  Path gates() {
    return path.resolve("gates");
  }

  /** Returns where the names are that pods know one another by; it may have to be made. */
  public Path names() {
    return path.resolve("names");
  }

  /**
   * Returns an empty folder to mount a root file system on. It is mounted upon only in mount
   * namespaces that nobody else is in: all of them use the same.
   *
   * @throws RuntimeFailure if it cannot be made
   */
  Path mountPoint() {
    return make(root());
  }

  private static Path make(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot make " + directory + ": " + e,
          "set JCOMPOSE_RUN to a directory that can be written",
          e);
    }
  }

  private Path root() {
    return path.resolve("root");
  }

  /**
   * Begins to act: from now on nobody removes the folders. A second call does nothing.
   *
   * @throws RuntimeFailure if the directory cannot be made
   */
  public synchronized void enter() {
    if (lock.isEmpty()) {
      make(path);
      lock = Optional.of(files.lockShared(path));
    }
  }

  /** Ends acting, and removes the folders if nobody else acts and they are empty. */
  @Override
  public synchronized void close() {
    lock.ifPresent(
        held -> {
          lock = Optional.empty();
          files.close(held);
          clear();
        });
  }

  private void clear() {
    try {
      Optional<Fd> alone = files.tryLock(path);
      if (alone.isPresent()) {
        try {
          for (Path folder : List.of(gates(), names(), root())) {
            removeIfEmpty(folder);
          }
        } finally {
          files.close(alone.get());
        }
      }
    } catch (SyscallException | IOException e) {
      // nobody is worse off for an empty folder; the next to leave tries again
    }
  }

  private static void removeIfEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // a process that was killed left something, or a container of it runs on
    }
  }
}
