package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@Privileged
class RestartPolicyTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void attemptsAndDelayOfDeployHold() {
    String text =
        """
        services:
          crash:
            image: rootfs:/
            command: sh -c 'date +%s%3N; exit 1'
            deploy: {restart_policy: {condition: any, delay: 700ms, max_attempts: 2}}
        """;
    try (Stack stack = Stack.of("attempts", text)) {
      stack.jcompose("up", "-d").succeeded();

      await().atMost(PATIENCE).untilAsserted(() -> assertThat(moments(stack, "crash")).hasSize(3));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(stack.jcompose("ps", "-q").succeeded()).isEmpty());
      long[] moments = moments(stack, "crash");
      assertThat(moments).hasSize(3);
      assertThat(moments[1] - moments[0]).isGreaterThanOrEqualTo(700);
      assertThat(moments[2] - moments[1]).isGreaterThanOrEqualTo(700);
    }
  }

  @Test
  void anUnhealthyContainerIsRestartedWhereTheFileWantsIt() {
    String text =
        """
        services:
          sick:
            image: rootfs:/
            command: sh -c 'date +%s%3N; exec sleep 1000'
            stop_grace_period: 0s
            volumes: ["data:/var/data"]
            healthcheck:
              test: [CMD-SHELL, "test -e /var/data/well || { touch /var/data/well; exit 1; }"]
              interval: 200ms
              retries: 1
            x-jcompose: {on-unhealthy: restart}
        volumes:
          data:
        """;
    try (Stack stack = Stack.of("healing", text)) {
      stack.jcompose("up", "-d").succeeded();

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(moments(stack, "sick")).hasSize(2);
                assertThat(stack.jcompose("ps", "--format", "json").succeeded())
                    .contains("\"Health\":\"healthy\"");
              });
    }
  }

  private static long[] moments(Stack stack, String service) {
    return stack
        .jcompose("logs", "--no-log-prefix", "--no-color", service)
        .succeeded()
        .lines()
        .mapToLong(Long::parseLong)
        .toArray();
  }
}
