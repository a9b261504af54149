package io.jcompose.runtime.linux.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {
  private static final int PID = 7;

  @TempDir Path proc;

  private ProcessTable table;

  @BeforeEach
  void boot() throws IOException {
    Path random = Files.createDirectories(proc.resolve("sys/kernel/random"));
    Files.writeString(random.resolve("boot_id"), "this boot\n");
    Files.createDirectories(proc.resolve("7"));
    table = new ProcessTable(proc);
  }

  private ProcessIdentity process(String name, char state, int threads) throws IOException {
    String fields = " 1 7 7 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 " + threads + " 0 4711 0 0";
    Files.writeString(proc.resolve("7/stat"), PID + " (" + name + ") " + state + fields + "\n");
    return table.identity(PID, 4711);
  }

  @Test
  void oneThatNobodyHasWaitedForIsThereAndHasEnded() throws IOException {
    ProcessIdentity ended = process("sleep", 'Z', 1);

    assertThat(table.isThere(ended)).isTrue();
    assertThat(table.hasEnded(ended)).isTrue();
  }

  @Test
  void aNameCannotMakeAProcessLookEnded() throws IOException {
    assertThat(table.hasEnded(process("a) Z 1 (b", 'S', 1))).isFalse();
  }

  @Test
  void aProgramWhoseFirstThreadHasEndedGoesOnWithTheOthers() throws IOException {
    assertThat(table.hasEnded(process("java", 'Z', 3))).isFalse();
  }

  @Test
  void aLaterProcessOfTheSameNumberIsAnother() throws IOException {
    process("sleep", 'Z', 1);
    ProcessIdentity earlier = table.identity(PID, 4000);

    assertThat(table.isThere(earlier)).isFalse();
    assertThat(table.hasEnded(earlier)).isFalse();
  }

  @Test
  void oneThatIsGoneIsNotThere() {
    assertThat(table.isThere(table.identity(8, 4711))).isFalse();
    assertThat(table.identify(8)).isEmpty();
  }
}
