package io.jcompose.runtime.linux.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.runtime.syscall.Pipes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Shells stand for a jcompose and its child: who waits at a gate waits in the opening of a FIFO.
 */
class AbandonedGatesTest {
  private static final Path PROC = Path.of("/proc");

  @TempDir private Path directory;

  private Path abandoned;
  private Path owned;

  @BeforeEach
  void makeGates() throws IOException {
    abandoned = new GateName(1, 4711, "gone").bar(directory);
    owned = GateName.ofThisProcess(PROC).bar(directory);
    Pipes.makeFifo(abandoned, 0600);
    Pipes.makeFifo(owned, 0600);
  }

  /** Starts a shell in the directory; another one waits at the gate, whose pid is printed. */
  private Process shell(Path gate, String then) throws IOException {
    String waiting = "sh -c 'echo $$ >pid; exec 3<%s' & %s".formatted(gate.getFileName(), then);
    return new ProcessBuilder("sh", "-c", waiting).directory(directory.toFile()).start();
  }

  private ProcessHandle held() {
    Path pid = directory.resolve("pid");
    await().until(() -> Files.exists(pid) && Files.readString(pid).endsWith("\n"));
    try {
      return ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String state(ProcessHandle process) throws IOException {
    return Files.readString(PROC.resolve(process.pid() + "/stat")).split(" ", -1)[2];
  }

  @Test
  void whoWaitsForAProcessThatIsGoneIsEndedAndTheGateRemoved() throws Exception {
    Process parent = shell(abandoned, "exit");
    ProcessHandle child = held();
    assertThat(parent.waitFor(30, TimeUnit.SECONDS)).isTrue();

    new AbandonedGates(directory, PROC).clear();

    // its adoptive parent may take its time to wait for it
    await().until(() -> !child.isAlive() || state(child).equals("Z"));
    assertThat(abandoned).doesNotExist();
    assertThat(owned).exists();
  }

  @Test
  void whoseParentIsThereGoesOnWaiting() throws Exception {
    Process parent = shell(owned, "wait");
    ProcessHandle child = held();
    try {
      new AbandonedGates(directory, PROC).clear();

      assertThat(child.isAlive()).isTrue();
      assertThat(owned).exists();
    } finally {
      child.destroyForcibly();
      parent.waitFor();
    }
  }

  @Test
  void aDirectoryThatIsNotThereHoldsNobody() {
    new AbandonedGates(directory.resolve("none"), PROC).clear();

    assertThat(directory).exists();
  }
}
