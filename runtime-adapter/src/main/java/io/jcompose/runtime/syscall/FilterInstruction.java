package io.jcompose.runtime.syscall;

/**
 * One instruction of a classic BPF program: {@code struct sock_filter} of linux/filter.h.
 *
 * @param code what to do
 * @param whenTrue how many instructions a jump passes over if its condition holds; up to 255
 * @param whenFalse the same if it does not
 * @param operand called {@code k} in the kernel; unsigned
 */
public record FilterInstruction(int code, int whenTrue, int whenFalse, int operand) {
  private static final int FARTHEST = 255;

  public FilterInstruction {
    if (whenTrue > FARTHEST || whenFalse > FARTHEST) {
      throw new IllegalArgumentException(
          "a jump over " + Math.max(whenTrue, whenFalse) + " instructions; " + FARTHEST + " fit");
    }
  }
}
