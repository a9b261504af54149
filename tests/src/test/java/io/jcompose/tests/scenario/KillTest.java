package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import org.junit.jupiter.api.Test;

/** Signals that {@code kill} sends. */
@Privileged
class KillTest {
  private static final String TWO =
      """
      services:
        web:
          image: rootfs:/
          command: sh -c 'trap "echo heard" HUP; echo ready; while :; do sleep 0.1; done'
          stop_grace_period: 0s
        other:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
      """;

  @Test
  void aSignalMustReachTheProcessThatRunsOn() {
    try (Stack stack = Stack.of("kill-hup", TWO)) {
      stack.jcompose("up", "-d").succeeded();
      await().untilAsserted(() -> assertThat(written(stack)).contains("ready"));
      long pid = stack.pid("kill-hup-web-1");

      stack.jcompose("kill", "-s", "SIGHUP", "web").succeeded();

      await().untilAsserted(() -> assertThat(written(stack)).contains("heard"));
      assertThat(stack.pid("kill-hup-web-1")).isEqualTo(pid);
    }
  }

  @Test
  void onlyTheNamedServiceMustBeKilled() {
    try (Stack stack = Stack.of("kill-one", TWO)) {
      stack.jcompose("up", "-d").succeeded();
      long other = stack.pid("kill-one-other-1");

      stack.jcompose("kill", "web").succeeded();

      await()
          .untilAsserted(
              () -> assertThat(Listed.of(stack, "kill-one-web-1").exitCode()).isEqualTo(137));
      assertThat(stack.pid("kill-one-other-1")).isEqualTo(other);
    }
  }

  @Test
  void whereNothingRunsItMustBeSaidAndBeNoFailure() {
    try (Stack stack = Stack.of("kill-none", TWO)) {
      Shell.Result without = stack.jcompose("kill");
      stack.jcompose("create").succeeded();
      Shell.Result created = stack.jcompose("kill");

      assertThat(created.exitCode()).isZero();
      assertThat(created.error()).isEqualTo("No container to kill\n");
      assertThat(without.exitCode()).isZero();
      assertThat(without.error()).isEqualTo("No container to kill\n");
    }
  }

  @Test
  void aSignalThatIsNoneMustBeWrongUsage() {
    try (Stack stack = Stack.of("kill-what", TWO)) {
      stack.jcompose("up", "-d", "other").succeeded();
      long other = stack.pid("kill-what-other-1");

      assertThat(stack.jcompose("kill", "-s", "SIGNONSENSE").exitCode()).isEqualTo(2);

      assertThat(stack.pid("kill-what-other-1")).isEqualTo(other);
    }
  }

  private static String written(Stack stack) {
    return stack.jcompose("logs", "--no-log-prefix", "web").succeeded();
  }
}
