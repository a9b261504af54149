package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whose lines are shown, how, on which stream, and how a user gets out of that. */
@Privileged
class OutputTest {
  private static final String TWO =
      """
      services:
        quiet:
          image: rootfs:/
          command: sh -c 'echo of quiet'
          attach: false
        talker:
          image: rootfs:/
          command: sh -c 'echo told; echo complained >&2'
          scale: 2
      """;

  private static final String SLEEPER =
      """
      services:
        sleeper:
          image: rootfs:/
          command: sh -c 'echo asleep; exec sleep 1000'
          stop_grace_period: 0s
      """;

  /** Starts all, and waits until all have ended. */
  private static void runToTheEnd(Stack stack) {
    stack.jcompose("up", "-d").succeeded();
    await()
        .untilAsserted(
            () -> assertThat(Listed.all(stack)).extracting(Listed::state).containsOnly("exited"));
  }

  @Test
  void upMustWriteOutputAndErrorsOfContainersToItsOwn() {
    try (Stack stack = Stack.of("out-up", TWO)) {
      Shell.Result up = stack.jcompose("up", "--no-log-prefix");

      assertThat(up.output().lines()).contains("told").doesNotContain("complained");
      assertThat(up.error().lines()).contains("complained").doesNotContain("told");
    }
  }

  @Test
  void logsMustWriteOutputAndErrorsOfContainersToItsOwn() {
    try (Stack stack = Stack.of("out-logs", TWO)) {
      runToTheEnd(stack);
      Shell.Result logs = stack.jcompose("logs", "--no-log-prefix", "talker");

      assertThat(logs.output()).isEqualTo("told\ntold\n");
      assertThat(logs.error()).isEqualTo("complained\ncomplained\n");
    }
  }

  @Test
  void aServiceThatIsNotAttachedMustBeShownOnlyWhenItIsNamed() {
    try (Stack stack = Stack.of("out-attach", TWO)) {
      runToTheEnd(stack);
      assertThat(stack.jcompose("logs").succeeded()).contains("told").doesNotContain("of quiet");
      assertThat(stack.jcompose("logs", "quiet").succeeded()).contains("of quiet");
    }
  }

  @Test
  void aLineMustBeginWithTheServiceAndTheNumberOfItsReplica() {
    try (Stack stack = Stack.of("out-prefix", TWO)) {
      runToTheEnd(stack);
      assertThat(stack.jcompose("logs", "--no-color", "talker").output().lines())
          .containsExactlyInAnyOrder("talker-1  | told", "talker-2  | told");
    }
  }

  @Test
  void anIndexMustChooseTheReplica() {
    try (Stack stack = Stack.of("out-index", TWO)) {
      runToTheEnd(stack);
      assertThat(stack.jcompose("logs", "--no-color", "--index", "2", "talker").output())
          .isEqualTo("talker-2  | told\n");
      assertThat(stack.jcompose("logs", "--index", "2").exitCode()).isEqualTo(2);
    }
  }

  @Test
  void followingMustEndOnceNothingRunsAnyMore() {
    try (Stack stack = Stack.of("out-ended", TWO)) {
      runToTheEnd(stack);
      assertThat(stack.jcompose("logs", "-f", "--no-log-prefix", "talker").succeeded())
          .isEqualTo("told\ntold\n");
    }
  }

  @Test
  void anInterruptMustEndFollowingAndNothingElse() throws Exception {
    assertThatInterruptEnds("out-follow", "logs", "-f");
  }

  @Test
  void anInterruptMustEndWaitingAndNothingElse() throws Exception {
    assertThatInterruptEnds("out-wait", "wait", "sleeper");
  }

  @Test
  void anInterruptMustEndWatchingEventsAndNothingElse() throws Exception {
    assertThatInterruptEnds("out-events", "events", "--since", "10m");
  }

  @Test
  void anInterruptOfRunMustReachTheProgram() throws Exception {
    String text = SLEEPER.replace("exec sleep 1000", "trap \"exit 9\" INT; sleep 1000 & wait");
    try (Stack stack = Stack.of("out-run", text)) {
      Path output = stack.scratch().resolve("output");
      Path error = stack.scratch().resolve("error");
      Process run = stack.start(output, error, "run", "--rm", "sleeper");
      await().untilAsserted(() -> assertThat(Files.readString(output)).contains("asleep"));
      await().untilAsserted(() -> assertThat(interruptIsHeard(stack)).isTrue());

      Shell.run("kill", "-INT", Long.toString(run.pid())).succeeded();

      assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(run.exitValue()).as(Files.readString(error)).isEqualTo(9);
    }
  }

  private static void assertThatInterruptEnds(String project, String... command)
      throws IOException, InterruptedException {
    try (Stack stack = Stack.of(project, SLEEPER)) {
      stack.jcompose("up", "-d").succeeded();
      List<Listed> before = Listed.all(stack);
      Path output = stack.scratch().resolve("output");
      Path error = stack.scratch().resolve("error");
      Process process = stack.start(output, error, command);
      await().untilAsserted(() -> assertThat(catchesInterrupts(process.pid())).isTrue());

      Shell.run("kill", "-INT", Long.toString(process.pid())).succeeded();

      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(error)).isEqualTo(130);
      assertThat(Listed.all(stack)).isEqualTo(before);
    }
  }

  private static boolean interruptIsHeard(Stack stack) throws IOException {
    return catchesInterrupts(Listed.all(stack).get(0).pid());
  }

  /** SIGINT is the second bit of the set of signals that a process catches. */
  private static boolean catchesInterrupts(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .anyMatch(line -> line.matches("SigCgt:\\t[0-9a-f]{15}[2367abef]"));
  }
}
