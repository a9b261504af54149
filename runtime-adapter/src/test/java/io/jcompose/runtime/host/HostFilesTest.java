package io.jcompose.runtime.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostFilesTest {
  @TempDir Path root;

  private HostFiles files() {
    return new HostFiles(new Host(Clock.systemUTC(), Map.of(), root, root, root));
  }

  @Test
  void aFileThatIsThereIsReadWholeAndOneThatIsNotIsNone() throws IOException {
    String text = "x".repeat(100_000) + "\n";
    Files.writeString(root.resolve("hosts"), text);

    assertThat(files().find("hosts")).hasValue(text);
    assertThat(files().find("etc/hosts")).isEmpty();
  }

  @Test
  void aByteThatIsNoUtf8KeepsNobodyFromTheRest() throws IOException {
    Files.write(
        root.resolve("hosts"), "# caf\u00e9\n::1 a\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(files().find("hosts")).hasValue("# caf\ufffd\n::1 a\n");
  }

  @Test
  void aFileThatCannotBeReadIsAFailureThatNamesIt() throws IOException {
    Files.createDirectory(root.resolve("hosts"));

    assertThatThrownBy(() -> files().find("hosts"))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining(root.resolve("hosts").toString());
  }
}
