package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import org.junit.jupiter.api.Test;

/** When {@code up --wait} returns, and with what. */
@Privileged
class WaitForReadinessScenarioTest {
  @Test
  void waitingMustEndOnceOneShotsAreDoneAndTheirDependentsRun() {
    String text =
        """
        services:
          job: {image: "rootfs:/", command: sleep 0.5}
          web:
            image: rootfs:/
            command: sleep 1000
            stop_grace_period: 0s
            depends_on: {job: {condition: service_completed_successfully}}
        """;
    try (Stack stack = Stack.of("ready", text)) {
      stack.jcompose("up", "--wait").succeeded();

      assertThat(stack.states())
          .containsEntry("ready-job-1", "exited")
          .containsEntry("ready-web-1", "running");
    }
  }

  @Test
  void aOneShotThatNobodyDependsOnMayEndWithZero() {
    try (Stack stack = Stack.of("ready", "services: {job: {image: 'rootfs:/', command: 'true'}}")) {
      assertThat(stack.jcompose("up", "--wait").exitCode()).isZero();
    }
  }

  @Test
  void aOneShotThatFailsMustFailTheWait() {
    try (Stack stack =
        Stack.of(
            "ready", "services: {job: {image: 'rootfs:/', command: sh -c 'sleep 0.3; exit 5'}}")) {
      Shell.Result up = stack.jcompose("up", "--wait");

      assertThat(up.exitCode()).isEqualTo(1);
      assertThat(up.error()).contains("ready-job-1 exited (5)");
    }
  }

  @Test
  void waitingMustEndOnlyOnceServicesAreHealthy() {
    try (Stack stack = Stack.of("ready", checked("test -e /tmp/ready", 100))) {
      stack.jcompose("up", "--wait").succeeded();

      assertThat(stack.jcompose("ps", "--format", "json").succeeded())
          .contains("\"Health\":\"healthy\"");
    }
  }

  @Test
  void anUnhealthyServiceMustFailTheWait() {
    try (Stack stack = Stack.of("ready", checked("false", 2))) {
      Shell.Result up = stack.jcompose("up", "--wait");

      assertThat(up.exitCode()).isEqualTo(1);
      assertThat(up.error()).contains("ready-web-1 is unhealthy");
    }
  }

  @Test
  void waitingForTooLongMustBeAFailure() {
    try (Stack stack = Stack.of("ready", checked("false", 1000))) {
      Shell.Result up = stack.jcompose("up", "--wait", "--wait-timeout", "1");

      assertThat(up.exitCode()).isEqualTo(1);
      assertThat(up.error()).contains("1s");
    }
  }

  private static String checked(String test, int retries) {
    return """
    services:
      web:
        image: rootfs:/
        entrypoint: [sh, -c, 'sleep 0.5; touch /tmp/ready; exec sleep 1000']
        stop_grace_period: 0s
        healthcheck: {test: %s, interval: 100ms, retries: %d}
    """
        .formatted(test.equals("false") ? "\"false\"" : test, retries);
  }
}
