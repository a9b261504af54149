package io.jcompose.runtime.syscall;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import java.util.function.Supplier;

/** Calls into {@link RawNetwork} with errno made a value and EINTR decided upon. */
final class NetworkCalls {
  private final RawNetwork libc = Native.load("c", RawNetwork.class);

  /** A call that is made. */
  interface Call<T> {
    T make(RawNetwork libc);
  }

  /** Makes a call again until no signal interrupts it. */
  <T> T retrying(Supplier<String> text, Call<T> call) {
    while (true) {
      try {
        return once(text, call);
      } catch (SyscallException e) {
        if (!e.errno().equals(Errno.EINTR)) {
          throw e;
        }
      }
    }
  }

  /** Makes a call once: for those that have done their work even if interrupted. */
  <T> T once(Supplier<String> text, Call<T> call) {
    try {
      return call.make(libc);
    } catch (LastErrorException e) {
      throw new SyscallException(text.get(), new Errno(e.getErrorCode()));
    }
  }
}
