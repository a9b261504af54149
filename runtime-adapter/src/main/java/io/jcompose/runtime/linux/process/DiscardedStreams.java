package io.jcompose.runtime.linux.process;

import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Spawn;
import io.jcompose.runtime.syscall.Spawn.Access;
import java.nio.charset.StandardCharsets;

/** The container's own null device, for a program that runs on by itself. */
final class DiscardedStreams extends ExecStreams {
  private static final Fd INPUT = new Fd(0);

  @Override
  void joinTo(Spawn spawn, OpenFiles files) {
    spawn
        .open(INPUT.number(), "/dev/null", Access.READ_WRITE)
        .duplicate(INPUT, 1)
        .duplicate(INPUT, 2);
  }

  @Override
  boolean isAwaited() {
    return false;
  }

  /** There is no error stream of the program: ours is where the user looks. */
  @Override
  void complain(String message) {
    byte[] bytes = (message + "\n").getBytes(StandardCharsets.UTF_8);
    Descriptors.write(new Fd(2), bytes, bytes.length);
  }
}
