package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When {@code up} runs a one-shot again: each run leaves a line in a file of the host. */
@Privileged
class OneShotScenarioTest {
  @Test
  void aOneShotThatSucceededMustNotRunAgain() {
    try (Stack stack = Stack.of("shots", job("exit 0", ""))) {
      upAndWait(stack);
      upAndWait(stack);

      assertThat(runs(stack)).isEqualTo(1);
    }
  }

  @Test
  void aOneShotThatFailedMustRunAgain() {
    try (Stack stack = Stack.of("shots", job("exit 3", ""))) {
      upAndWait(stack);
      upAndWait(stack);

      assertThat(runs(stack)).isEqualTo(2);
    }
  }

  @Test
  void aOneShotThatChangedMustRunAgain() {
    try (Stack stack = Stack.of("shots", job("exit 0", ""))) {
      upAndWait(stack);
      stack.rewrite(job("exit 0", "environment: {VERSION: 2}"));
      upAndWait(stack);

      assertThat(runs(stack)).isEqualTo(2);
    }
  }

  @Test
  void aOneShotMustRunAgainEachTimeIfTheFileSaysSo() {
    try (Stack stack = Stack.of("shots", job("exit 0", "x-jcompose: {rerun: always}"))) {
      upAndWait(stack);
      upAndWait(stack);

      assertThat(runs(stack)).isEqualTo(2);
    }
  }

  @Test
  void aOneShotMustRunAgainIfThatIsForced() {
    try (Stack stack = Stack.of("shots", job("exit 0", ""))) {
      upAndWait(stack);
      upAndWait(stack, "--force-recreate");

      assertThat(runs(stack)).isEqualTo(2);
    }
  }

  @Test
  void whoWaitsForAOneShotMustStartAtTheNextUpThoughItDoesNotRunAgain() {
    String text =
        job("exit 0", "")
            + """
              web:
                image: rootfs:/
                command: sleep 1000
                stop_grace_period: 0s
                depends_on: {job: {condition: service_completed_successfully}}
            """;
    try (Stack stack = Stack.of("shots", text)) {
      stack.jcompose("up", "-d").succeeded();
      stack.jcompose("stop", "web").succeeded();
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.states()).containsEntry("shots-web-1", "running");
      assertThat(runs(stack)).isEqualTo(1);
    }
  }

  /** Returns once the one-shot has come to its end. */
  private static void upAndWait(Stack stack, String... options) {
    List<String> up = new ArrayList<>(List.of("up", "-d"));
    up.addAll(List.of(options));
    stack.jcompose(up.toArray(String[]::new)).succeeded();
    stack.jcompose("wait", "job");
  }

  private static String job(String end, String keys) {
    return """
    services:
      job:
        image: rootfs:/
        entrypoint: [sh, -c, 'echo ran >> /log/runs; %s']
        volumes: ["./log:/log"]
        %s
    """
        .formatted(end, keys);
  }

  private static int runs(Stack stack) {
    Path file = stack.directory().resolve("log/runs");
    try {
      return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
