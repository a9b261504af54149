package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import org.junit.jupiter.api.Test;

/** {@code --dry-run} tells what would be done, and does nothing. */
@Privileged
class RehearsalScenarioTest {
  private static final String WEB =
      """
      services:
        web:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
          volumes: ["data:/data"]
      volumes: {data: }
      """;

  @Test
  void aRehearsedUpMustTellItsSteps() {
    try (Stack stack = Stack.of("rehearsed", WEB)) {
      assertThat(stack.jcompose("--dry-run", "up", "-d").succeeded())
          .contains("create volume rehearsed_data")
          .contains("create container rehearsed-web-1")
          .contains("start container rehearsed-web-1");
    }
  }

  @Test
  void aRehearsedUpMustMakeNothing() {
    try (Stack stack = Stack.of("rehearsed", WEB)) {
      stack.jcompose("--dry-run", "up", "-d").succeeded();

      assertThat(stack.states()).isEmpty();
      assertThat(stack.jcompose("volumes", "-q").succeeded()).isEmpty();
    }
  }

  @Test
  void aRehearsalInTheForegroundMustEnd() {
    try (Stack stack = Stack.of("rehearsed", WEB)) {
      assertThat(stack.jcompose("--dry-run", "up").succeeded())
          .contains("start container rehearsed-web-1");
    }
  }

  @Test
  void aRehearsedUpMustTellWhyItWouldMakeAContainerAnewAndLeaveItRunning() {
    try (Stack stack = Stack.of("rehearsed", WEB)) {
      stack.jcompose("up", "-d").succeeded();
      long web = stack.pid("rehearsed-web-1");
      stack.rewrite(WEB.replace("    volumes:", "    environment: {FOO: bar}\n    volumes:"));

      assertThat(stack.jcompose("--dry-run", "up", "-d").succeeded())
          .contains("recreate container rehearsed-web-1")
          .contains("environment FOO changed");
      assertThat(stack.pid("rehearsed-web-1")).isEqualTo(web);
    }
  }

  @Test
  void whereNothingChangedARehearsedUpMustHaveNothingToTellOfContainers() {
    try (Stack stack = Stack.of("rehearsed", WEB)) {
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.jcompose("--dry-run", "up", "-d").succeeded()).doesNotContain("container");
    }
  }

  @Test
  void aRehearsedScaleMustTellWhatItWouldAdd() {
    try (Stack stack = Stack.of("rehearsed", WEB)) {
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.jcompose("--dry-run", "scale", "web=2").succeeded())
          .contains("create container rehearsed-web-2");
      assertThat(stack.states()).containsOnlyKeys("rehearsed-web-1");
    }
  }

  @Test
  void aRehearsalMustTellWhatItWouldFetchAndAskNobodyForIt() {
    try (Stack stack = Stack.of("rehearsed", WEB.replace("rootfs:/", "localhost/none:1"))) {
      assertThat(stack.jcompose("--dry-run", "up", "-d").succeeded())
          .contains("pull image localhost/none:1", "create container rehearsed-web-1");
    }
  }

  @Test
  void aRehearsalMustNotGoOnWhereTheRealThingWouldBeRefused() {
    try (Stack stack = Stack.of("rehearsed", WEB.replace("rootfs:/", "localhost/none:1"))) {
      Shell.Result rehearsal = stack.jcompose("--dry-run", "up", "-d", "--pull", "never");

      assertThat(rehearsal.exitCode()).isEqualTo(1);
      assertThat(rehearsal.error()).contains("localhost/none:1");
    }
  }
}
