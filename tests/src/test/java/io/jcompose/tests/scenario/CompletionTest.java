package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a real bash, as it completes at a prompt. */
class CompletionTest {
  private static final Path JCOMPOSE = Stack.HOME.resolve("jcompose");

  @TempDir private Path directory;

  /** Returns what bash offers once Tab is pressed after {@code words}. */
  private String offers(String... words) throws IOException {
    Files.writeString(
        directory.resolve("compose.yaml"),
        "services: {web: {image: x}, worker: {image: x}, db: {image: x}}\n");
    StringBuilder line = new StringBuilder("COMP_WORDS=('" + JCOMPOSE + "'");
    for (String word : words) {
      line.append(" '").append(word).append("'");
    }
    String script =
        "source <('"
            + JCOMPOSE
            + "' completion bash)\n"
            + line
            + ")\nCOMP_CWORD="
            + words.length
            + "\n_jcompose\nprintf '%s\\n' \"${COMPREPLY[@]}\"\ncomplete -p jcompose\n";
    return Shell.run(
            directory,
            Map.of("JCOMPOSE_NO_BUILD", "1", "JCOMPOSE_JAVA_HOME", System.getProperty("java.home")),
            List.of("bash", "-c", script))
        .succeeded();
  }

  @Test
  void bashMustOfferCommandsOptionsAndTheServicesOfTheFolder() throws IOException {
    assertThat(offers("sto")).isEqualTo("stop\ncomplete -o default -F _jcompose jcompose\n");
    assertThat(offers("rm", "--fo")).startsWith("--force\n");
    assertThat(offers("logs", "w")).startsWith("web\nworker\n");
    assertThat(offers("logs", "")).startsWith("db\nweb\nworker\n");
  }
}
