package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@Privileged
class ForegroundUpTest {
  private static final String APPLICATION =
      """
      services:
        db:
          image: rootfs:/
          command: sh -c 'echo db is up; echo db warns >&2; sleep 1000'
          stop_grace_period: 0s
        server:
          image: rootfs:/
          command: sleep 1000
          init: true
        tests:
          image: rootfs:/
          command: sh -c 'echo testing; sleep 0.5; exit $CODE'
          depends_on: [db]
          environment: [CODE]
        lint:
          image: rootfs:/
          command: sh -c 'sleep 0.1; exit 0'
      """
          .replace("$CODE", "$$CODE");

  @Test
  void theExitCodesOfTheTable() {
    String three = APPLICATION.replace("[CODE]", "{CODE: 3}");
    try (Stack stack = Stack.of("codes", three)) {
      Shell.Result first =
          stack.jcompose("up", "--abort-on-container-exit", "db", "server", "tests");
      assertThat(first.exitCode()).as(first.error()).isEqualTo(3);
      assertThat(stack.jcompose("ps", "-q").succeeded()).isEmpty();

      Shell.Result zero = stack.jcompose("up", "--abort-on-container-exit", "db", "lint");
      assertThat(zero.exitCode()).as(zero.error()).isZero();

      Shell.Result failure = stack.jcompose("up", "--abort-on-container-failure");
      assertThat(failure.exitCode()).as(failure.error()).isEqualTo(3);
      assertThat(stack.jcompose("ps", "-q").succeeded()).isEmpty();

      Shell.Result wanted = stack.jcompose("up", "--exit-code-from", "server");
      assertThat(wanted.exitCode()).as(wanted.error()).isEqualTo(143);

      Shell.Result killed = stack.jcompose("up", "--exit-code-from", "db", "tests");
      assertThat(killed.exitCode()).as(killed.error()).isEqualTo(137);
    }
  }

  @Test
  void eachStreamOfAContainerStaysWhatItIs() {
    try (Stack stack = Stack.of("streams", APPLICATION.replace("[CODE]", "{CODE: 0}"))) {
      Shell.Result result =
          stack.jcompose("up", "--no-log-prefix", "--exit-code-from", "tests", "db", "tests");

      assertThat(result.exitCode()).as(result.error()).isZero();
      assertThat(result.output().lines()).contains("db is up", "testing");
      assertThat(result.error().lines()).contains("db warns");
    }
  }

  @Test
  void ctrlCStopsTheNamedServicesAndTheirDependenciesRunOnSupervised() throws Exception {
    String file =
        """
        services:
          db:
            image: rootfs:/
            command: sleep 1000
            restart: always
            stop_grace_period: 0s
          web:
            image: rootfs:/
            command: sh -c 'echo web is up; exec sleep 1000'
            depends_on: [db]
            stop_grace_period: 0s
        """;
    try (Stack stack = Stack.of("interrupted", file)) {
      Path output = stack.scratch().resolve("output");
      Path error = stack.scratch().resolve("error");
      Process up = stack.start(output, error, "up", "web");
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(Files.readString(output)).contains("web is up"));
      long db = stack.pid("interrupted-db-1");

      Shell.run("kill", "-INT", Long.toString(up.pid())).succeeded();

      assertThat(up.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(up.exitValue()).as(Files.readString(error)).isEqualTo(130);
      assertThat(stack.pid("interrupted-db-1")).isEqualTo(db);
      Shell.run("kill", "-9", Long.toString(db)).succeeded();
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(stack.pid("interrupted-db-1")).isNotEqualTo(db));
      assertThat(stack.jcompose("ps", "web").succeeded()).doesNotContain("interrupted-web-1");
    }
  }
}
