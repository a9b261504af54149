package io.jcompose.runtime.syscall;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/**
 * libc by its own names and types. Everything that has a system call of its own goes through it.
 */
final class RawLibc {
  static {
    Native.register(RawLibc.class, Platform.C_LIBRARY_NAME);
  }

  private RawLibc() {}

  /** Variadic in C; on x86_64 and aarch64 a fixed number of integers is passed the same way. */
  static native long syscall(long number, long a, long b, long c, long d, long e, long f);

  static native int posix_spawn(
      Pointer pid, Pointer path, Pointer actions, Pointer attributes, Pointer argv, Pointer envp);

  static native int posix_spawn_file_actions_init(Pointer actions);

  static native int posix_spawn_file_actions_destroy(Pointer actions);

  static native int posix_spawn_file_actions_addopen(
      Pointer actions, int fd, Pointer path, int flags, int mode);

  static native int posix_spawn_file_actions_adddup2(Pointer actions, int from, int to);

  static native int posix_spawn_file_actions_addchdir_np(Pointer actions, Pointer path);

  static native int posix_spawn_file_actions_addfchdir_np(Pointer actions, int fd);

  static native int posix_spawn_file_actions_addclosefrom_np(Pointer actions, int from);

  static native int posix_spawnattr_init(Pointer attributes);

  static native int posix_spawnattr_destroy(Pointer attributes);

  static native int posix_spawnattr_setflags(Pointer attributes, short flags);

  static native int posix_spawnattr_setsigmask(Pointer attributes, Pointer signals);

  static native int posix_spawnattr_setsigdefault(Pointer attributes, Pointer signals);

  static native int malloc_trim(long pad);

  /** Returns why this thread's last call failed; JNA keeps it per thread. */
  static Errno lastError() {
    return new Errno(Native.getLastError());
  }
}
