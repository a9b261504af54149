package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/**
 * How containers end, and which of them come back: each start adds a line to a file of the host.
 */
@Privileged
class RestartPolicyScenarioTest {
  private static Stack project(String name, String policy, String ending) {
    return Stack.of(
        name,
        """
        services:
          job:
            image: rootfs:/
            command: sh -c 'echo x >> /counted/starts; END'
            stop_grace_period: 0s
            restart: "POLICY"
            volumes: ["./counted:/counted"]
        """
            .replace("POLICY", policy)
            .replace("END", ending));
  }

  @Test
  void withoutAPolicyAFailureMustBeShownWithItsCodeAndStay() throws IOException {
    try (Stack stack = project("policy-no", "no", "exit 3")) {
      stack.jcompose("up", "-d").succeeded();

      await()
          .untilAsserted(
              () -> assertThat(Listed.of(stack, "policy-no-job-1").state()).isEqualTo("exited"));
      assertThat(Listed.of(stack, "policy-no-job-1").exitCode()).isEqualTo(3);
      assertThat(starts(stack)).isEqualTo(1);
    }
  }

  @Test
  void alwaysMustRestartEvenASuccess() {
    try (Stack stack = project("policy-always", "always", "exit 0")) {
      stack.jcompose("up", "-d").succeeded();

      await().untilAsserted(() -> assertThat(starts(stack)).isGreaterThanOrEqualTo(3));
    }
  }

  @Test
  void onFailureMustGiveUpAfterItsAttempts() throws IOException {
    try (Stack stack = project("policy-tries", "on-failure:2", "exit 3")) {
      stack.jcompose("up", "-d").succeeded();

      await().untilAsserted(() -> assertThat(starts(stack)).isEqualTo(3));
      await()
          .untilAsserted(
              () -> assertThat(Listed.of(stack, "policy-tries-job-1").state()).isEqualTo("exited"));
      assertThat(Listed.of(stack, "policy-tries-job-1").exitCode()).isEqualTo(3);
      assertThat(starts(stack)).isEqualTo(3);
    }
  }

  @Test
  void onFailureMustLeaveASuccessAsItIs() throws IOException {
    try (Stack stack = project("policy-success", "on-failure", "exit 0")) {
      stack.jcompose("up", "-d").succeeded();

      await()
          .untilAsserted(
              () ->
                  assertThat(Listed.of(stack, "policy-success-job-1").state()).isEqualTo("exited"));
      assertThat(Listed.of(stack, "policy-success-job-1").exitCode()).isZero();
      assertThat(starts(stack)).isEqualTo(1);
    }
  }

  @Test
  void unlessStoppedMustRestartWhatWasKilledFromOutside() {
    try (Stack stack = project("policy-killed", "unless-stopped", "sleep 1000")) {
      stack.jcompose("up", "-d").succeeded();
      Listed before = Listed.of(stack, "policy-killed-job-1");

      Shell.run("kill", "-9", Long.toString(before.pid())).succeeded();

      await()
          .untilAsserted(
              () -> {
                Listed after = Listed.of(stack, "policy-killed-job-1");
                assertThat(after.pid()).isPositive().isNotEqualTo(before.pid());
                assertThat(after.id()).isEqualTo(before.id());
              });
    }
  }

  @Test
  void whatWasKilledByCommandMustNotComeBack() throws IOException {
    try (Stack stack = project("policy-command", "always", "sleep 1000")) {
      stack.jcompose("up", "-d").succeeded();

      stack.jcompose("kill").succeeded();

      await()
          .untilAsserted(
              () ->
                  assertThat(Listed.of(stack, "policy-command-job-1").state()).isEqualTo("exited"));
      assertThat(Listed.of(stack, "policy-command-job-1").exitCode()).isEqualTo(137);
      assertThat(starts(stack)).isEqualTo(1);
    }
  }

  private static long starts(Stack stack) throws IOException {
    return Files.readAllLines(stack.directory().resolve("counted/starts")).size();
  }
}
