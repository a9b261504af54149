package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A user at a terminal, which is that of script(1). */
public final class TerminalSession implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final Path seen;

  private TerminalSession(Process process, Path seen) {
    this.process = process;
    this.seen = seen;
  }

  static TerminalSession start(Path scratch, Map<String, String> environment, String lines) {
    try {
      Path script = Files.writeString(scratch.resolve("terminal.sh"), lines);
      Path seen = scratch.resolve("seen");
      ProcessBuilder builder =
          new ProcessBuilder(List.of("script", "-qec", "sh " + script, "/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(seen.toFile());
      builder.environment().putAll(environment);
      return new TerminalSession(builder.start(), seen);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Presses keys. */
  public void type(String keys) {
    try {
      process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns all that was shown so far. */
  public String seen() {
    try {
      return Files.readString(seen);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until something is shown. */
  public void awaitSeen(String text) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen()).contains(text));
  }

  /** Waits until all lines were run. */
  public void awaitEnd() {
    try {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(seen()).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
