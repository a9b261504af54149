package io.jcompose.runtime.linux.process;

import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Pipes;
import io.jcompose.runtime.syscall.RootedFiles;
import io.jcompose.runtime.syscall.Spawn;
import io.jcompose.runtime.syscall.Spawn.Access;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds a child between its creation and its program, as file actions of posix_spawn(3) are all
 * that can be run there: the child opens one FIFO, which tells us that it exists, and another,
 * which lets it through only once we have opened it too.
 *
 * <p>The FIFOs are reached from a working directory that was opened before the child's root became
 * another one.
 */
final class Gate implements AutoCloseable {
  private final Path bell;
  private final Path bar;
  private final Fd directory;
  private final List<Fd> opened = new ArrayList<>();
  private volatile boolean nobodyComes;

  private Gate(Path bell, Path bar, Fd directory) {
    this.bell = bell;
    this.bar = bar;
    this.directory = directory;
  }

  /**
   * Makes a gate in {@code directory}, which is made if missing.
   *
   * @param proc where the host shows processes
   */
  static Gate create(Path directory, Path proc) {
    GateName name = GateName.ofThisProcess(proc);
    Path bell = name.bell(directory);
    Path bar = name.bar(directory);
    try {
      makeDirectory(directory);
      for (Path fifo : List.of(bell, bar)) {
        Pipes.makeFifo(fifo, 0600);
        // a container's user opens it; strangers on the host do not get past the run directory
        Files.setPosixFilePermissions(fifo, PosixFilePermissions.fromString("rw-rw-rw-"));
      }
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot prepare the start of a container in " + directory + ": " + e,
          "see whether the directory can be written, and set JCOMPOSE_RUN to one that can",
          e);
    }
    return new Gate(bell, bar, Descriptors.openDirectory(directory));
  }

  private static void makeDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(
          directory.getParent(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Files.createDirectories(directory);
    }
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
  }

  /** Takes the child to where the gates are, as its working directory. Comes before all else. */
  void approach(Spawn spawn) {
    spawn.enter(directory);
  }

  /**
   * Makes the child stop at this gate, with nothing open but what it is to have: what it waited
   * with would outlive us if we were killed, and whoever is at the other end of a socket would
   * never hear of it. Comes last but for the working directory.
   *
   * @param free the first descriptor that it is not to have
   */
  void hold(Spawn spawn, int free) {
    spawn
        .closeFrom(free)
        .open(free, bell.getFileName().toString(), Access.WRITE)
        .open(free, bar.getFileName().toString(), Access.READ)
        .closeFrom(free);
  }

  /**
   * Waits until a child has come to the gate, or {@link #stopWaiting} is called.
   *
   * @return whether one has come
   */
  boolean awaitChild() {
    Pipes.awaitWriter(bell);
    return !nobodyComes;
  }

  /** Lets {@link #awaitChild} return, now or when it is called: nobody will come any more. */
  synchronized void stopWaiting() {
    nobodyComes = true;
    opened.add(openBoth(bell));
  }

  /** Lets the child through, now or when it comes. */
  synchronized void open() {
    opened.add(openBoth(bar));
  }

  /** By the open directory: the calling thread may have another root by now. */
  private Fd openBoth(Path fifo) {
    return RootedFiles.openForReadingAndWriting(directory, fifo.getFileName().toString());
  }

  @Override
  public synchronized void close() {
    opened.forEach(Descriptors::close);
    opened.clear();
    Descriptors.close(directory);
    try {
      Files.deleteIfExists(bell);
      Files.deleteIfExists(bar);
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot remove " + bell + ": " + e, "remove the files beside it by hand", e);
    }
  }
}
