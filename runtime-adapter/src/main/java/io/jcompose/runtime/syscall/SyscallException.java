package io.jcompose.runtime.syscall;

/**
 * A system call failed. Not for users as it is: whoever knows what was tried turns it into a {@link
 * io.jcompose.scheduler.runtime.RuntimeFailure} with a hint.
 */
public final class SyscallException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Errno errno;

  /**
   * Creates the exception.
   *
   * @param call the call with its arguments, such as {@code mount(/a -> /b, BIND)}
   */
  public SyscallException(String call, Errno errno) {
    super(call + ": " + errno);
    this.errno = errno;
  }

  /** Returns why it failed. */
  public Errno errno() {
    return errno;
  }
}
