package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Paused containers, as the kernel's own files show them. */
@Privileged
class PauseTest {
  private static final String SPINNER =
      """
      services:
        spinner:
          image: rootfs:/
          command: sh -c 'trap "exit 3" TERM; while :; do :; done'
      """;

  @Test
  void pausedProcessesMustNotRunAndMustGoOnWhereTheyWere() throws Exception {
    try (Stack stack = Stack.of("resting", SPINNER)) {
      stack.jcompose("up", "-d").succeeded();
      long pid = stack.pid("resting-spinner-1");

      stack.jcompose("pause", "spinner").succeeded();

      assertThat(freezerState(pid)).isEqualTo("FROZEN");
      String time = timeUsed(pid);
      assertThat(stack.jcompose("ps").succeeded()).contains("(Paused)");
      assertThat(stack.pid("resting-spinner-1")).isEqualTo(pid);
      assertThat(timeUsed(pid)).isEqualTo(time);
      stack.jcompose("unpause", "spinner").succeeded();
      await().until(() -> !timeUsed(pid).equals(time));
      assertThat(stack.pid("resting-spinner-1")).isEqualTo(pid);
    }
  }

  @Test
  void aPauseMustOutliveTheSupervisor() {
    try (Stack stack = Stack.of("outliving", SPINNER)) {
      stack.jcompose("up", "-d").succeeded();
      stack.jcompose("pause").succeeded();
      Shell.run("kill", "-9", Long.toString(stack.supervisorPid())).succeeded();

      assertThat(stack.jcompose("ps", "--format", "json").succeeded())
          .contains("\"State\":\"paused\"");
      stack.jcompose("unpause").succeeded();
      assertThat(stack.jcompose("ps", "--format", "json").succeeded())
          .contains("\"State\":\"running\"");
    }
  }

  @Test
  void stopMustLetAPausedContainerHeedItsSignal() {
    try (Stack stack = Stack.of("heeding", SPINNER)) {
      stack.jcompose("up", "-d").succeeded();
      stack.jcompose("pause").succeeded();

      stack.jcompose("stop").succeeded();

      assertThat(stack.jcompose("ps", "-a", "--format", "json").succeeded())
          .contains("\"ExitCode\":3");
    }
  }

  @Test
  void downMustRemoveAPausedContainerWhoeverPausedIt() {
    try (Stack stack = Stack.of("removed", SPINNER)) {
      stack.jcompose("up", "-d").succeeded();
      long pid = stack.pid("removed-spinner-1");
      stack.jcompose("pause").succeeded();

      stack.jcompose("kill").succeeded();

      await().until(() -> !Files.exists(Path.of("/proc/" + pid)));
      stack.jcompose("start").succeeded();
      stack.jcompose("pause").succeeded();
      stack.jcompose("down", "-t", "0").succeeded();
    }
  }

  /** Asked of the kernel, whichever version of control groups it has. */
  private static String freezerState(long pid) throws Exception {
    Optional<String> group =
        Files.readAllLines(Path.of("/proc/" + pid + "/cgroup")).stream()
            .filter(line -> line.contains(":freezer:"))
            .map(line -> line.substring(line.lastIndexOf(':') + 1))
            .findFirst();
    if (group.isPresent()) {
      String file = "/sys/fs/cgroup/freezer" + group.get() + "/freezer.state";
      return Shell.run("cat", file).succeeded().strip();
    }
    return Shell.run("grep", "-h", "frozen", "-r", "/sys/fs/cgroup/jcompose").output();
  }

  /** Returns the processor time that a process has had, in clock ticks. */
  private static String timeUsed(long pid) {
    return Shell.run("awk", "{print $14 + $15}", "/proc/" + pid + "/stat").succeeded();
  }

  @Test
  void pausingWhereNothingRunsMustSucceed() {
    try (Stack stack = Stack.of("unpaused", SPINNER)) {
      assertThat(stack.jcompose("pause").exitCode()).isZero();
      stack.jcompose("create").succeeded();

      assertThat(stack.jcompose("pause").exitCode()).isZero();

      assertThat(Listed.of(stack, "unpaused-spinner-1").state()).isEqualTo("created");
    }
  }

  @Test
  void pausingANamedServiceTwiceMustBeAFailure() {
    try (Stack stack = Stack.of("twice", SPINNER)) {
      stack.jcompose("up", "-d").succeeded();
      stack.jcompose("pause", "spinner").succeeded();

      Shell.Result second = stack.jcompose("pause", "spinner");

      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.error()).contains("twice-spinner-1", "paused already");
    }
  }

  @Test
  void anUnknownServiceMustNotBePaused() {
    try (Stack stack = Stack.of("unknown", SPINNER)) {
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.jcompose("pause", "spinner", "nobody").exitCode()).isEqualTo(2);

      assertThat(Listed.of(stack, "unknown-spinner-1").state()).isEqualTo("running");
    }
  }
}
