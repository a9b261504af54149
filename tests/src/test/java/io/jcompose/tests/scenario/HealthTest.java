package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When containers are probed, and how it is told what became of that. */
@Privileged
class HealthTest {
  private static Stack probed(String name, String healthcheck) {
    return Stack.of(
        name,
        """
        services:
          web:
            image: rootfs:/
            command: sh -c 'sleep 0.5; touch /tmp/ready; exec sleep 1000'
            stop_grace_period: 0s
            healthcheck: HEALTHCHECK
        """
            .replace("HEALTHCHECK", healthcheck));
  }

  @Test
  void aStartIntervalMustSpeedUpTheFirstProbes() {
    String slow =
        "{test: [CMD, test, -e, /tmp/ready],"
            + " interval: 10m, start_period: 10m, start_interval: 100ms}";
    try (Stack stack = probed("health-start", slow)) {
      // within the two minutes that a command may take, not after ten
      stack.jcompose("up", "-d", "--wait").succeeded();

      assertThat(Listed.of(stack, "health-start-web-1").health()).isEqualTo("healthy");
    }
  }

  @Test
  void failuresOfTheStartPeriodMustNotCount() {
    String patient =
        "{test: [CMD, test, -e, /tmp/never], interval: 100ms, retries: 1,"
            + " start_period: 10m, start_interval: 100ms}";
    try (Stack stack = probed("health-period", patient)) {
      stack.jcompose("up", "-d").succeeded();

      await()
          .atMost(30, TimeUnit.SECONDS)
          .untilAsserted(
              () ->
                  assertThat(inspect(stack, "{{json .State.Health.Log}}"))
                      .contains("\"ExitCode\":1"));
      assertThat(Listed.of(stack, "health-period-web-1").health()).isEqualTo("starting");
    }
  }

  @Test
  void noneMustMeanThatNobodyProbes() {
    try (Stack stack = probed("health-none", "{test: [NONE]}")) {
      stack.jcompose("up", "-d", "--wait").succeeded();

      Listed web = Listed.of(stack, "health-none-web-1");
      assertThat(web.state()).isEqualTo("running");
      assertThat(web.health()).isEmpty();
    }
  }

  @Test
  void theOutputOfAFailedProbeMustBeShownWithTheContainer() {
    String sick = "{test: [CMD-SHELL, \"echo no pulse; exit 1\"], interval: 100ms, retries: 2}";
    try (Stack stack = probed("health-output", sick)) {
      stack.jcompose("up", "-d").succeeded();

      await()
          .untilAsserted(
              () ->
                  assertThat(Listed.of(stack, "health-output-web-1").health())
                      .isEqualTo("unhealthy"));
      assertThat(stack.jcompose("ps").succeeded()).contains("(unhealthy)");
      assertThat(inspect(stack, "{{json .State.Health.Log}}")).contains("no pulse");
    }
  }

  @Test
  void aProbeThatTakesTooLongMustCountAsAFailureAndEnd() {
    String slow = "{test: [CMD, sleep, \"987654\"], interval: 100ms, timeout: 200ms, retries: 1}";
    try (Stack stack = probed("health-timeout", slow)) {
      stack.jcompose("up", "-d").succeeded();

      await()
          .atMost(30, TimeUnit.SECONDS)
          .untilAsserted(
              () ->
                  assertThat(Listed.of(stack, "health-timeout-web-1").health())
                      .isEqualTo("unhealthy"));
      // one may be under way, but none piles up on another
      assertThat(stack.jcompose("top").succeeded().lines().filter(line -> line.contains("987654")))
          .hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void healthMustBeTakenUpByTheNextSupervisor() {
    String file = "{test: [CMD, test, -e, /healthy], interval: 100ms, retries: 1}";
    try (Stack stack = probed("health-heir", file)) {
      stack.jcompose("up", "-d").succeeded();
      Shell.run("kill", "-9", Long.toString(stack.supervisorPid())).succeeded();
      Path root = Path.of("/proc/" + stack.pid("health-heir-web-1") + "/root");

      assertThat(root.resolve("healthy")).doesNotExist();
      create(root.resolve("healthy"));

      await()
          .untilAsserted(
              () ->
                  assertThat(Listed.of(stack, "health-heir-web-1").health()).isEqualTo("healthy"));
    }
  }

  private static void create(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String inspect(Stack stack, String template) {
    return stack.jcompose("inspect", "--format", template, "web").succeeded();
  }
}
