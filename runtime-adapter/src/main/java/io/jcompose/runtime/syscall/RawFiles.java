package io.jcompose.runtime.syscall;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;

/** The C library's calls about files, by its own names and types. Strings end with a zero byte. */
final class RawFiles {
  static {
    Native.register(RawFiles.class, "c");
  }

  private RawFiles() {}

  static native int open(byte[] path, int flags, int mode) throws LastErrorException;

  static native int openat(int directory, byte[] path, int flags, int mode)
      throws LastErrorException;

  static native int close(int fd) throws LastErrorException;

  static native long pwrite(int fd, byte[] buffer, long count, long offset)
      throws LastErrorException;

  static native int ftruncate(int fd, long length) throws LastErrorException;

  static native int syncfs(int fd) throws LastErrorException;

  static native int fsync(int fd) throws LastErrorException;

  static native int flock(int fd, int operation) throws LastErrorException;

  static native int mkdirat(int directory, byte[] path, int mode) throws LastErrorException;

  static native int symlinkat(byte[] target, int directory, byte[] path) throws LastErrorException;

  static native int linkat(int fromDirectory, byte[] from, int toDirectory, byte[] to, int flags)
      throws LastErrorException;

  static native int renameat(int fromDirectory, byte[] from, int toDirectory, byte[] to)
      throws LastErrorException;

  static native int unlinkat(int directory, byte[] path, int flags) throws LastErrorException;

  static native int fchownat(int directory, byte[] path, int owner, int group, int flags)
      throws LastErrorException;

  static native int fchmodat(int directory, byte[] path, int mode, int flags)
      throws LastErrorException;

  static native int utimensat(int directory, byte[] path, long[] times, int flags)
      throws LastErrorException;

  static native int lsetxattr(byte[] path, byte[] name, byte[] value, long size, int flags)
      throws LastErrorException;

  static native int statx(int directory, byte[] path, int flags, int mask, Memory status)
      throws LastErrorException;

  /** For openat2(2), which the C library does not wrap. */
  static native long syscall(long number, long directory, byte[] path, long[] how, long size)
      throws LastErrorException;

  /** For mknodat(2), which C libraries before glibc 2.33 do not export. */
  static native long syscall(long number, long directory, byte[] path, long mode, int device)
      throws LastErrorException;

  /** For getdents64(2), which C libraries before glibc 2.30 do not export. */
  static native long syscall(long number, long fd, Memory buffer, long size)
      throws LastErrorException;
}
