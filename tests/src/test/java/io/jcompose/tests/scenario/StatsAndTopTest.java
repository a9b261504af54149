package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import org.junit.jupiter.api.Test;

/** What containers do and use, as ps(1) and the kernel's own files see it. */
@Privileged
class StatsAndTopTest {
  private static final String TWO =
      """
      services:
        idle:
          image: rootfs:/
          command: sleep 1000
        busy:
          image: rootfs:/
          command: sh -c 'while :; do :; done'
      """;

  @Test
  void topMustShowTheProcessesThatTheHostSees() {
    try (Stack stack = Stack.of("watched", TWO)) {
      stack.jcompose("up", "-d").succeeded();
      long idle = stack.pid("watched-idle-1");

      String top = stack.jcompose("top").succeeded();

      String seen = Shell.run("ps", "-o", "user=,ppid=,args=", "-p", "" + idle).succeeded();
      String[] words = seen.strip().split(" +", 3);
      assertThat(top.lines().map(line -> line.replaceAll(" +", " ")))
          .hasSize(3)
          .anySatisfy(
              line ->
                  assertThat(line)
                      .startsWith("idle 1 " + words[0] + " " + idle + " " + words[1])
                      .endsWith(words[2]));
      assertThat(stack.jcompose("top", "busy").succeeded().lines()).hasSize(2);
      stack.jcompose("stop", "-t", "0").succeeded();
      assertThat(stack.jcompose("top").succeeded()).isEmpty();
    }
  }

  @Test
  void statsMustTellWhoIsBusy() {
    try (Stack stack = Stack.of("measured", TWO)) {
      stack.jcompose("up", "-d").succeeded();

      await()
          .untilAsserted(
              () -> {
                String json =
                    stack.jcompose("stats", "--no-stream", "--format", "json").succeeded();
                assertThat(percent(json, "measured-busy-1")).isGreaterThan(10);
                assertThat(percent(json, "measured-idle-1")).isLessThan(5);
                assertThat(json).contains("\"PIDs\":\"1\"").doesNotContain("\"MemUsage\":\"0B");
              });
    }
  }

  private static double percent(String json, String container) {
    String line = json.lines().filter(each -> each.contains(container)).findFirst().orElseThrow();
    return Double.parseDouble(line.replaceAll(".*\"CPUPerc\":\"([0-9.]+)%.*", "$1"));
  }

  @Test
  void topMustPrintNothingWhereNothingRuns() {
    try (Stack stack = Stack.of("top-none", SLEEPER)) {
      stack.jcompose("create").succeeded();

      assertThat(stack.jcompose("top").succeeded()).isEmpty();
    }
  }

  @Test
  void stoppedContainersMustHaveFiguresOnlyIfAllAreAskedFor() {
    try (Stack stack = Stack.of("figures", SLEEPER)) {
      stack.jcompose("create").succeeded();

      assertThat(stack.jcompose("stats", "--no-stream", "--format", "json").succeeded()).isEmpty();
      assertThat(stack.jcompose("stats", "--no-stream", "-a", "--format", "json").succeeded())
          .contains("figures-sleeper-1");
    }
  }

  private static final String SLEEPER =
      """
      services:
        sleeper:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
      """;
}
