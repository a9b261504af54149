package io.jcompose.runtime.syscall;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.ptr.LongByReference;
import org.jspecify.annotations.Nullable;

/**
 * What libc has for pipes, by its own names. On both 64-bit ABIs {@code long} is {@code size_t}.
 */
final class RawOutputPipes {
  static {
    Native.register(RawOutputPipes.class, "c");
  }

  private RawOutputPipes() {}

  static native int mkfifo(String path, int mode);

  static native int open(String path, int flags, int mode);

  static native int close(int fd);

  static native int fcntl(int fd, int command, int argument);

  static native int fchown(int fd, int user, int group);

  static native int fsync(int fd);

  static native long splice(
      int from,
      @Nullable LongByReference fromOffset,
      int to,
      @Nullable LongByReference toOffset,
      long length,
      int flags);

  static native int poll(Memory descriptors, long count, int timeoutMillis);

  static native int eventfd(int value, int flags);

  static native long write(int fd, LongByReference value, long length);

  static native long read(int fd, LongByReference value, long length);
}
