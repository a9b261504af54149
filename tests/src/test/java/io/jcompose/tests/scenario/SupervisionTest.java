package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@Privileged
class SupervisionTest {

  @Test
  void aKilledSupervisorHarmsNothingAndTheNextCommandTakesOver() {
    String text =
        """
        services:
          counter:
            image: rootfs:/
            command: sh -c 'i=0; while [ $$i -lt 600 ]; do i=$$((i+1)); echo line $$i; sleep 0.01; done; sleep 1000'
            stop_grace_period: 0s
          keeper:
            image: rootfs:/
            command: sleep 1000
            restart: always
            stop_grace_period: 0s
        """;
    try (Stack stack = Stack.of("orphans", text)) {
      stack.jcompose("up", "-d").succeeded();
      long counter = stack.pid("orphans-counter-1");
      long keeper = stack.pid("orphans-keeper-1");
      await()
          .untilAsserted(
              () -> assertThat(stack.jcompose("logs", "counter").succeeded()).contains("line 100"));

      Shell.run("kill", "-9", Long.toString(stack.supervisorPid())).succeeded();
      assertThat(ProcessHandle.of(counter)).isPresent();
      assertThat(ProcessHandle.of(keeper)).isPresent();

      List<String> every = IntStream.rangeClosed(1, 600).mapToObj(i -> "line " + i).toList();
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(
                          stack
                              .jcompose("logs", "--no-log-prefix", "--no-color", "counter")
                              .succeeded()
                              .lines())
                      .containsExactlyElementsOf(every));
      assertThat(stack.pid("orphans-counter-1")).isEqualTo(counter);

      Shell.run("kill", "-9", Long.toString(keeper)).succeeded();
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                assertThat(stack.jcompose("ps", "--format", "json").succeeded())
                    .contains("orphans-keeper-1");
                assertThat(stack.pid("orphans-keeper-1")).isNotEqualTo(keeper);
              });
    }
  }

  @Test
  void whatAContainerWroteAndHowItEndedIsKnownThoughNobodyWatched() {
    String text =
        """
        services:
          short:
            image: rootfs:/
            command: sh -c 'echo begun; sleep 3; echo last words'
          long:
            image: rootfs:/
            command: sleep 1000
            stop_grace_period: 0s
        """;
    try (Stack stack = Stack.of("alone", text)) {
      stack.jcompose("up", "-d").succeeded();
      long shortLived = stack.pid("alone-short-1");
      Shell.run("kill", "-9", Long.toString(stack.supervisorPid())).succeeded();
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(ProcessHandle.of(shortLived)).isEmpty());

      await()
          .untilAsserted(
              () ->
                  assertThat(stack.jcompose("logs", "--no-log-prefix", "short").succeeded())
                      .isEqualTo("begun\nlast words\n"));
      assertThat(stack.jcompose("ps", "-a", "--format", "json").succeeded().lines())
          .anySatisfy(line -> assertThat(line).contains("alone-short-1", "\"State\":\"exited\""));
    }
  }

  @Test
  void aDependencyThatNeverGetsHealthyFailsUpAndItsDependentsNeverStart() {
    String text =
        """
        services:
          sick:
            image: rootfs:/
            command: sh -c 'echo I feel bad; sleep 1000'
            stop_grace_period: 0s
            healthcheck:
              test: [CMD-SHELL, "echo no pulse; exit 1"]
              interval: 200ms
              retries: 2
          waiter:
            image: rootfs:/
            command: sleep 1000
            depends_on:
              sick: {condition: service_healthy}
        """;
    try (Stack stack = Stack.of("sickness", text)) {
      Shell.Result result = stack.jcompose("up", "-d");

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.error())
          .contains("sickness-sick-1")
          .contains("unhealthy")
          .contains("no pulse");
      assertThat(stack.jcompose("ps", "-a", "--format", "json").succeeded().lines())
          .anySatisfy(
              line -> assertThat(line).contains("sickness-waiter-1", "\"State\":\"created\""));
    }
  }

  @Test
  void aOneShotThatFailsIsShownWithItsLastLinesAndFailsUp() {
    String text =
        """
        services:
          migrate:
            image: rootfs:/
            command: sh -c 'echo cannot migrate >&2; exit 3'
          web:
            image: rootfs:/
            command: sleep 1000
            depends_on:
              migrate: {condition: service_completed_successfully}
        """;
    try (Stack stack = Stack.of("oneshot", text)) {
      Shell.Result result = stack.jcompose("up", "-d");

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.error()).contains("migrate").contains("3").contains("cannot migrate");
      assertThat(stack.jcompose("ps", "-a", "--format", "json").succeeded().lines())
          .anySatisfy(line -> assertThat(line).contains("oneshot-migrate-1", "\"ExitCode\":3"))
          .anySatisfy(line -> assertThat(line).contains("oneshot-web-1", "\"State\":\"created\""));
    }
  }

  @Test
  void waitReturnsOnceEveryServiceIsHealthyAndOneShotsAreDone() {
    String text =
        """
        services:
          slow:
            image: rootfs:/
            command: sh -c 'sleep 1; touch /var/tmp/ready; sleep 1000'
            stop_grace_period: 0s
            healthcheck:
              test: [CMD, test, -e, /var/tmp/ready]
              interval: 100ms
              retries: 100
          once:
            image: rootfs:/
            command: "true"
        """;
    try (Stack stack = Stack.of("patience", text)) {
      stack.jcompose("up", "-d", "--wait").succeeded();

      assertThat(stack.jcompose("ps", "--format", "json").succeeded())
          .contains("\"Health\":\"healthy\"");
    }
  }

  @Test
  void twentyRoundsOfUpAndDownLeaveNothingBehind() {
    String text =
        """
        services:
          web:
            image: rootfs:/
            command: sleep 1000
            stop_grace_period: 0s
            ports: ["${PORT}:80"]
            volumes: ["data:/data", "/scratch"]
          db:
            image: rootfs:/
            command: sleep 1000
            stop_grace_period: 0s
        volumes:
          data:
        """;
    try (Stack stack = Stack.of("rounds", text, Map.of("PORT", Stack.freePort()))) {
      HostSnapshot before = HostSnapshot.take();
      for (int round = 0; round < 20; round++) {
        stack.jcompose("up", "-d").succeeded();
        stack.jcompose("down", "-v").succeeded();
        assertThat(HostSnapshot.take().addedSince(before)).as("round " + round).isEmpty();
      }
    }
  }
}
