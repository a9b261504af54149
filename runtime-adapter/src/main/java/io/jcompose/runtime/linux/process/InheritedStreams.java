package io.jcompose.runtime.linux.process;

import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Spawn;
import java.nio.charset.StandardCharsets;

/**
 * The standard streams of this process. The program leads a session of its own, so that it cannot
 * type into a terminal among them.
 */
final class InheritedStreams extends ExecStreams {
  private static final int STREAMS = 3;

  @Override
  void joinTo(Spawn spawn, OpenFiles files) {
    // copies: a descriptor that is not to be kept by a program cannot be made to by itself
    for (int number = 0; number < STREAMS; number++) {
      spawn.duplicate(files.keepFrom(STREAMS, copy(number)), number);
    }
  }

  private static Fd copy(int number) {
    return Descriptors.duplicate(new Fd(number), STREAMS);
  }

  @Override
  void complain(String message) {
    byte[] bytes = (message + "\n").getBytes(StandardCharsets.UTF_8);
    Descriptors.write(new Fd(2), bytes, bytes.length);
  }
}
