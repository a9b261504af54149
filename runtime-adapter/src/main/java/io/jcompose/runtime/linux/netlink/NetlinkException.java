package io.jcompose.runtime.linux.netlink;

import io.jcompose.runtime.syscall.Errno;

/**
 * The kernel refused a request. Not for users as it is: whoever knows what it was for turns it into
 * a failure with a hint.
 */
public final class NetlinkException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Errno errno;

  NetlinkException(String request, Errno errno, String explanation) {
    super(
        "cannot "
            + request
            + ": "
            + errno
            + (explanation.isEmpty() ? "" : " (" + explanation + ")"));
    this.errno = errno;
  }

  /** Returns why. */
  public Errno errno() {
    return errno;
  }
}
