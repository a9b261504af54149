package io.jcompose.runtime.linux.process;

import io.jcompose.runtime.linux.namespace.FreshThread;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Namespaces;
import io.jcompose.runtime.syscall.Processes;
import io.jcompose.runtime.syscall.Spawn;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * Starts a program that is held at a {@link Gate} while something is done that needs its process,
 * such as mounting its {@code /proc}. Two threads share the work, because the one that spawns is
 * blocked until the program runs:
 *
 * <ol>
 *   <li>the <em>birth</em> thread becomes what the program is to be (namespaces, root, user) and
 *       spawns it;
 *   <li>the <em>attending</em> thread waits for the child, does what needs it and opens the gate.
 * </ol>
 */
final class HeldSpawn {
  private static final int SIGKILL = 9;

  private final Path gates;
  private final Path proc;

  /**
   * Creates the starter.
   *
   * @param gates directory for FIFOs
   * @param proc where the host shows processes
   */
  HeldSpawn(Path gates, Path proc) {
    this.gates = gates;
    this.proc = proc;
  }

  /** What happens on the birth thread, up to the spawn itself. */
  interface Birth {
    /**
     * Changes the thread as the program needs it.
     *
     * @param files takes what must stay open until the program runs
     */
    Spawn prepare(Gate gate, OpenFiles files);

    /** Returns what to tell when the kernel refuses the program. */
    RuntimeException refused(SyscallException cause);
  }

  /** What happens on the attending thread while the child is held. */
  @FunctionalInterface
  interface Attendance {
    void attend(HeldChild child);
  }

  /**
   * A child at the gate.
   *
   * @param birthThread the kernel's number of the thread that spawned it, which has the child's
   *     mount namespace
   */
  record HeldChild(long pid, long birthThread) {}

  /**
   * Returns the pid of the child, once it runs the program, or was killed before by somebody else.
   * If anything fails, nothing is left of it.
   */
  long start(String name, Birth birth, Attendance attendance) {
    try (Gate gate = Gate.create(gates, proc)) {
      CompletableFuture<Long> birthThread = new CompletableFuture<>();
      FreshThread<Void> attending =
          FreshThread.start(
              "attend " + name,
              () -> {
                attend(gate, birthThread.join(), attendance);
                return null;
              });
      long pid;
      try {
        pid = FreshThread.start("birth " + name, () -> bear(gate, birthThread, birth)).join();
      } catch (RuntimeException | Error e) {
        birthThread.completeExceptionally(e);
        gate.stopWaiting();
        attending.await();
        throw e;
      }
      // it runs its program by now, or was killed on its way to the gate, as with its whole
      // container
      gate.stopWaiting();
      try {
        attending.join();
      } catch (RuntimeException | Error e) {
        reap(pid); // it was killed where it was held
        throw e;
      }
      return pid;
    }
  }

  private static long bear(Gate gate, CompletableFuture<Long> birthThread, Birth birth) {
    try (OpenFiles files = new OpenFiles()) {
      Spawn spawn = birth.prepare(gate, files);
      birthThread.complete(Namespaces.currentThread());
      try {
        return spawn.start();
      } catch (SyscallException e) {
        throw birth.refused(e);
      }
    }
  }

  private void attend(Gate gate, long birthThread, Attendance attendance) {
    if (!gate.awaitChild()) {
      return;
    }
    OptionalLong pid = childOf(birthThread);
    if (pid.isEmpty()) {
      return; // the spawn failed before there was one
    }
    try {
      attendance.attend(new HeldChild(pid.getAsLong(), birthThread));
      gate.open();
    } catch (RuntimeException | Error e) {
      kill(pid.getAsLong());
      throw e;
    }
  }

  private OptionalLong childOf(long thread) {
    Path children = proc.resolve("self/task").resolve(thread + "/children");
    try {
      String pids = Files.readString(children).strip();
      return pids.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(pids));
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot find the process of a new container: no " + children,
          "use a kernel built with CONFIG_PROC_CHILDREN, as those of all distributions are",
          e);
    }
  }

  private static void kill(long pid) {
    Fd pidfd = Processes.open(pid);
    try {
      Processes.signal(pidfd, SIGKILL);
    } finally {
      Descriptors.close(pidfd);
    }
  }

  private static void reap(long pid) {
    try {
      Fd pidfd = Processes.open(pid);
      try {
        Processes.reap(pidfd);
      } finally {
        Descriptors.close(pidfd);
      }
    } catch (SyscallException e) {
      if (!e.errno().equals(Errno.ESRCH) && !e.errno().equals(Errno.ECHILD)) {
        throw e;
      }
    }
  }
}
