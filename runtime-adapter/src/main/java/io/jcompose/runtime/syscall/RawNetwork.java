package io.jcompose.runtime.syscall;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** What of libc the network needs, by its own names and types. */
interface RawNetwork extends Library {
  int socket(int domain, int type, int protocol) throws LastErrorException;

  int bind(int fd, byte[] address, int length) throws LastErrorException;

  int setsockopt(int fd, int level, int option, int[] value, int length) throws LastErrorException;

  NativeLong send(int fd, byte[] message, NativeLong length, int flags) throws LastErrorException;

  NativeLong recv(int fd, byte[] buffer, NativeLong length, int flags) throws LastErrorException;

  int open(String path, int flags) throws LastErrorException;

  int close(int fd) throws LastErrorException;

  int unshare(int flags) throws LastErrorException;

  int setns(int fd, int type) throws LastErrorException;

  int mount(
      String source, String target, @Nullable String type, NativeLong flags, @Nullable Pointer data)
      throws LastErrorException;

  int umount2(String target, int flags) throws LastErrorException;
}
