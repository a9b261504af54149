package io.jcompose.runtime.linux.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Processes;
import io.jcompose.runtime.syscall.Spawn;
import io.jcompose.runtime.syscall.SyscallException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HeldSpawnTest {
  @TempDir private Path gates;

  private final AtomicInteger attended = new AtomicInteger();

  /** Starts a program that ends with 7. */
  private static final class Exit7 implements HeldSpawn.Birth {
    private final boolean held;

    Exit7(boolean held) {
      this.held = held;
    }

    @Override
    public Spawn prepare(Gate gate, OpenFiles files) {
      Spawn spawn = new Spawn("/bin/sh", List.of("sh", "-c", "exit 7"), Map.of());
      if (held) {
        gate.approach(spawn);
        gate.hold(spawn, 3);
      }
      return spawn;
    }

    @Override
    public RuntimeException refused(SyscallException cause) {
      return cause;
    }
  }

  private int exitCode(boolean held) {
    long pid =
        new HeldSpawn(gates, Path.of("/proc"))
            .start("test", new Exit7(held), child -> attended.incrementAndGet());
    Fd pidfd = Processes.open(pid);
    try {
      return Processes.reap(pidfd);
    } finally {
      Descriptors.close(pidfd);
    }
  }

  @Test
  void aChildIsAttendedWhileItIsHeld() {
    assertThat(exitCode(true)).isEqualTo(7);
    assertThat(attended).hasValue(1);
    assertThat(gates).isEmptyDirectory();
  }

  /** As one that is killed on its way there, which cannot be timed. */
  @Test
  void whoNeverComesToTheGateIsNotWaitedFor() {
    assertThat(exitCode(false)).isEqualTo(7);
    assertThat(attended).hasValue(0);
  }
}
