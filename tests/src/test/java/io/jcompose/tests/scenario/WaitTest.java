package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@Privileged
class WaitTest {
  private static final String JOB_AND_SLEEPER =
      """
      services:
        job:
          image: rootfs:/
          command: sh -c 'sleep 1; exit 7'
        web:
          image: rootfs:/
          command: sleep 1000
          stop_signal: SIGKILL
      """;

  @Test
  void aStopMustBeToldWithItsCodeWhateverOthersDo() {
    try (Stack stack = Stack.of("awaited", JOB_AND_SLEEPER)) {
      stack.jcompose("up", "-d").succeeded();

      Shell.Result first = stack.jcompose("wait", "job");

      assertThat(first.output())
          .isEqualTo("container \"awaited-job-1\" exited with status code 7\n");
      assertThat(first.exitCode()).isEqualTo(7);
      assertThat(stack.jcompose("wait", "job").exitCode()).isEqualTo(7);
      assertThat(stack.jcompose("ps", "-q", "web").succeeded()).isNotEmpty();
    }
  }

  @Test
  void theProjectMustGoDownWithTheFirstStopIfThatIsAskedFor() {
    try (Stack stack = Stack.of("first-stop", JOB_AND_SLEEPER)) {
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.jcompose("wait", "--down-project", "web", "job").exitCode()).isEqualTo(7);

      assertThat(stack.jcompose("ps", "-a", "-q").succeeded()).isEmpty();
    }
  }

  @Test
  void aWaitMustEndWithFortyTwoWhenTheSupervisorIsKilledAndNoContainerSuffers() {
    try (Stack stack = Stack.of("lost-sight", JOB_AND_SLEEPER)) {
      stack.jcompose("up", "-d").succeeded();
      long web = stack.pid("lost-sight-web-1");
      long supervisor = stack.supervisorPid();
      CompletableFuture<Shell.Result> waiting =
          CompletableFuture.supplyAsync(() -> stack.jcompose("wait", "web"));
      stack.jcompose("wait", "job");

      Shell.run("kill", "-9", Long.toString(supervisor)).succeeded();

      assertThat(waiting.join().exitCode()).isIn(42, 137);
      assertThat(stack.pid("lost-sight-web-1")).isEqualTo(web);
    }
  }

  @Test
  void waitingForWhatWasNeverMadeMustBeAFailure() {
    try (Stack stack = Stack.of("unmade", JOB_AND_SLEEPER)) {
      stack.jcompose("create", "web").succeeded();

      Shell.Result wait = stack.jcompose("wait", "job");

      assertThat(wait.exitCode()).isEqualTo(1);
      assertThat(wait.error()).contains("job");
    }
  }
}
