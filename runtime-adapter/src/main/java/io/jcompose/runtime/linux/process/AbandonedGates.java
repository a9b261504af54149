package io.jcompose.runtime.linux.process;

import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Processes;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a jcompose that was killed left at its {@linkplain Gate gates}: children that would wait
 * there for ever, with all that it had open: locks, which others wait for, and pipes.
 */
final class AbandonedGates {
  private static final int SIGKILL = 9;

  private final Path directory;
  private final Path proc;

  /**
   * Creates what clears them away.
   *
   * @param directory where the gates are; need not exist
   * @param proc where the host shows processes
   */
  AbandonedGates(Path directory, Path proc) {
    this.directory = directory;
    this.proc = proc;
  }

  /** Kills who waits at a gate of a process that is gone, and removes the gate. */
  void clear() {
    try {
      List<Path> abandoned = abandoned();
      if (abandoned.isEmpty()) {
        return;
      }
      killThoseHeld();
      for (Path fifo : abandoned) {
        Files.deleteIfExists(fifo);
      }
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot clear away what a killed jcompose left in " + directory + ": " + e,
          "see with 'ls -l " + directory + "' who may, or remove what is in it",
          e);
    }
  }

  private List<Path> abandoned() throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (GateName.of(file).filter(name -> !name.hasOwner(proc)).isPresent()) {
          found.add(file);
        }
      }
    } catch (NoSuchFileException e) {
      // nobody was ever held here
    }
    return found;
  }

  private void killThoseHeld() throws IOException {
    Object gates = fileKey(directory);
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        killIfHeld(process, gates);
      }
    }
  }

  private void killIfHeld(Path process, Object gates) {
    try {
      if (!fileKey(process.resolve("cwd")).equals(gates)) {
        return;
      }
      Fd pidfd = Processes.open(Long.parseLong(process.getFileName().toString()));
      try {
        // now that it is fixed who that is
        if (fileKey(process.resolve("cwd")).equals(gates) && !hasParent(process)) {
          Processes.signal(pidfd, SIGKILL);
        }
      } finally {
        Descriptors.close(pidfd);
      }
    } catch (IOException e) {
      // it has ended, or is somebody else's, whom we never hold
    } catch (SyscallException e) {
      if (!e.errno().equals(Errno.ESRCH)) {
        throw e;
      }
    }
  }

  /**
   * Until it runs its own program, a child runs its parent's; whoever adopts orphans runs another.
   */
  private boolean hasParent(Path process) throws IOException {
    Object program = fileKey(process.resolve("exe"));
    Path parent = proc.resolve(Long.toString(ProcessStat.parent(process)));
    try {
      return program.equals(fileKey(parent.resolve("exe")));
    } catch (IOException e) {
      return false; // it is none that we may look into, as we may into our own
    }
  }

  private static Object fileKey(Path path) throws IOException {
    return Objects.requireNonNull(
        Files.readAttributes(path, BasicFileAttributes.class).fileKey(), "no inode");
  }
}
