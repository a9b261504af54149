package io.jcompose.cli.exit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
  @Test
  void theNumbersAreAPromise() {
    assertThat(Arrays.stream(ExitCode.values()).map(code -> code.number() + " " + code))
        .containsExactly(
            "0 OK",
            "1 FAILED",
            "2 USAGE",
            "3 INVALID_FILE",
            "42 NOT_AWAITED",
            "70 BUG",
            "130 INTERRUPTED",
            "141 OUTPUT_CLOSED");
  }

  @Test
  void theDocumentationSaysTheSame() throws IOException {
    String text = Files.readString(Path.of("..", "docs", "exit-codes.md"));

    for (ExitCode code : ExitCode.values()) {
      assertThat(text).contains("| " + code.number() + " | " + code.meaning() + " |\n");
    }
  }
}
