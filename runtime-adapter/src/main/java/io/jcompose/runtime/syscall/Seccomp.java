package io.jcompose.runtime.syscall;

import com.sun.jna.Pointer;
import java.util.List;

/**
 * Filters of system calls.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/seccomp.2.html">seccomp(2)</a>
 */
public final class Seccomp {
  private static final int SECCOMP_SET_MODE_FILTER = 1;
  private static final int SECCOMP_GET_ACTION_AVAIL = 2;
  private static final int SECCOMP_RET_ERRNO = 0x00050000;
  private static final int INSTRUCTION_SIZE = 8;
  private static final int PROGRAM_SIZE = 16;

  private Seccomp() {}

  /** Returns whether this kernel has filters at all. */
  public static boolean available() {
    try (Scratch scratch = new Scratch()) {
      Pointer action = scratch.block(Integer.BYTES);
      action.setInt(0, SECCOMP_RET_ERRNO);
      SystemCall.SECCOMP.once(
          () -> "seccomp(GET_ACTION_AVAIL)", SECCOMP_GET_ACTION_AVAIL, 0, Scratch.address(action));
      return true;
    } catch (SyscallException e) {
      return false; // a kernel built without CONFIG_SECCOMP_FILTER
    }
  }

  /**
   * Filters the calls of the calling <em>thread</em> and of what it spawns, for good. Further
   * filters add to it.
   *
   * @throws SyscallException with EACCES unless the thread has CAP_SYS_ADMIN; with EINVAL if the
   *     program is not one
   */
  public static void filterThread(List<FilterInstruction> program) {
    try (Scratch scratch = new Scratch()) {
      Pointer instructions = scratch.block((long) program.size() * INSTRUCTION_SIZE);
      long offset = 0;
      for (FilterInstruction instruction : program) {
        instructions.setShort(offset, (short) instruction.code());
        instructions.setByte(offset + 2, (byte) instruction.whenTrue());
        instructions.setByte(offset + 3, (byte) instruction.whenFalse());
        instructions.setInt(offset + 4, instruction.operand());
        offset += INSTRUCTION_SIZE;
      }
      Pointer header = scratch.block(PROGRAM_SIZE); // struct sock_fprog
      header.setShort(0, (short) program.size());
      header.setPointer(8, instructions);
      SystemCall.SECCOMP.once(
          () -> "seccomp(SET_MODE_FILTER, " + program.size() + " instructions)",
          SECCOMP_SET_MODE_FILTER,
          0,
          Scratch.address(header));
    }
  }
}
