package io.jcompose.runtime.files;

import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;

/** Why something cannot be copied, and what to do about it. */
final class CopyFailures {
  private CopyFailures() {}

  static RuntimeFailure of(String attempt, SyscallException cause) {
    Errno errno = cause.errno();
    return new RuntimeFailure(attempt + ": " + errno, hint(errno), cause);
  }

  private static String hint(Errno errno) {
    if (errno.equals(Errno.ENOSPC)) {
      return "free space on the file system that is copied to";
    }
    if (errno.equals(Errno.EROFS)) {
      return "copy to a place that can be written, such as a volume";
    }
    if (errno.equals(Errno.EBUSY)) {
      return "something is mounted there: copy to another place";
    }
    if (errno.equals(Errno.ELOOP) || errno.equals(Errno.ENOTDIR)) {
      return "a symbolic link or a file stands where a directory is meant: name its real place";
    }
    return "see with 'ls -ld' what is there, and whether it may be read and written";
  }
}
