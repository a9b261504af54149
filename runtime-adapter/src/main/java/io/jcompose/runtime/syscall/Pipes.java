package io.jcompose.runtime.syscall;

import com.sun.jna.Pointer;
import java.nio.file.Path;

/**
 * Pipes, with and without names.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/pipe.7.html">pipe(7)</a>
 */
public final class Pipes {
  private static final int S_IFIFO = 0x1000;
  private static final int F_SETPIPE_SZ = 1031;
  private static final int SPLICE_F_MOVE = 1;
  private static final int SPLICE_F_NONBLOCK = 2;

  private Pipes() {}

  /** Both ends of a pipe; each is closed by whoever asked for it. */
  public record Ends(Fd reading, Fd writing) {}

  /** Makes a pipe without a name. */
  public static Ends create() {
    try (Scratch scratch = new Scratch()) {
      Pointer pair = scratch.block(8);
      SystemCall.PIPE2.once(() -> "pipe2()", Scratch.address(pair), Descriptors.O_CLOEXEC);
      return new Ends(new Fd(pair.getInt(0)), new Fd(pair.getInt(4)));
    }
  }

  /** Makes a FIFO; {@code mode} is taken as it is if the umask allows it. */
  public static void makeFifo(Path path, int mode) {
    try (Scratch scratch = new Scratch()) {
      SystemCall.MKNODAT.once(
          () -> "mkfifo(" + path + ")",
          Descriptors.AT_FDCWD,
          scratch.text(path.toString()),
          S_IFIFO | mode);
    }
  }

  /** Opens a FIFO for reading; unless a writer is there, waits for one. */
  public static void awaitWriter(Path fifo) {
    Descriptors.close(Descriptors.openForReading(fifo));
  }

  /**
   * Asks for room for that many bytes in a pipe.
   *
   * @throws SyscallException with EPERM above {@code /proc/sys/fs/pipe-max-size}
   */
  public static void setCapacity(Fd pipe, int bytes) {
    SystemCall.FCNTL.once(
        () -> "fcntl(" + pipe + ", SETPIPE_SZ, " + bytes + ")", pipe.number(), F_SETPIPE_SZ, bytes);
  }

  /**
   * Moves bytes from a pipe to the end of a file, in one step that cannot be torn; does not wait.
   *
   * @param to must not be opened for appending; written where its position stands
   * @return how many; 0 if no writer is left and the pipe is empty, -1 if there is nothing now
   */
  public static long splice(Fd pipe, Fd to, int most) {
    try {
      return SystemCall.SPLICE.retrying(
          () -> "splice(" + pipe + " -> " + to + ")",
          pipe.number(),
          0,
          to.number(),
          0,
          most,
          SPLICE_F_MOVE | SPLICE_F_NONBLOCK);
    } catch (SyscallException e) {
      if (e.errno().equals(Errno.EAGAIN)) {
        return -1;
      }
      throw e;
    }
  }

  /**
   * Moves bytes from a pipe to a place in a file, in one step that cannot be torn: whatever kills
   * this process meanwhile, a byte is either still in the pipe or already in the file. Does not
   * wait.
   *
   * @param to must not be opened for appending
   * @param offset where in the file the bytes go
   * @return how many; 0 if no writer is left and the pipe is empty, -1 if there is nothing now
   */
  public static long splice(Fd pipe, Fd to, long offset, int most) {
    try (Scratch scratch = new Scratch()) {
      Pointer place = scratch.block(Long.BYTES);
      place.setLong(0, offset);
      return SystemCall.SPLICE.retrying(
          () -> "splice(" + pipe + " -> " + to + " at " + offset + ")",
          pipe.number(),
          0,
          to.number(),
          Scratch.address(place),
          most,
          SPLICE_F_MOVE | SPLICE_F_NONBLOCK);
    } catch (SyscallException e) {
      if (e.errno().equals(Errno.EAGAIN)) {
        return -1;
      }
      throw e;
    }
  }

  /**
   * Copies bytes from one pipe into another and leaves them in the first; does not wait.
   *
   * @return how many; 0 if no writer is left and the pipe is empty, -1 if there is nothing now, or
   *     no room
   * @see <a href="https://man7.org/linux/man-pages/man2/tee.2.html">tee(2)</a>
   */
  public static long duplicate(Fd pipe, Fd to, int most) {
    long copied = SystemCall.TEE.orErrno(pipe.number(), to.number(), most, SPLICE_F_NONBLOCK);
    if (copied < 0 && copied != -Errno.EAGAIN.number()) {
      throw new SyscallException("tee(" + pipe + " -> " + to + ")", new Errno((int) -copied));
    }
    return Math.max(-1, copied);
  }

  /**
   * Moves bytes from a terminal into a pipe, in one step that cannot be torn. Does not wait for
   * room in the pipe; for bytes it waits.
   *
   * @return how many; -1 if the pipe is full
   * @throws SyscallException with EIO if nobody has the terminal's other side open
   */
  public static long fill(Fd terminal, Fd pipe, int most) {
    try {
      return SystemCall.SPLICE.retrying(
          () -> "splice(" + terminal + " -> " + pipe + ")",
          terminal.number(),
          0,
          pipe.number(),
          0,
          most,
          SPLICE_F_MOVE | SPLICE_F_NONBLOCK);
    } catch (SyscallException e) {
      if (e.errno().equals(Errno.EAGAIN)) {
        return -1;
      }
      throw e;
    }
  }
}
