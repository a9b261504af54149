package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@Privileged
class AttachTest {
  private static final String FILE =
      """
      services:
        shell:
          image: rootfs:/
          command: sh -i
          tty: true
          stdin_open: true
          stop_grace_period: 0s
        reader:
          image: rootfs:/
          command: >-
            sh -c 'trap "echo heard HUP" HUP;
            while :; do read -r word && echo "got $$word" && test "$$word" != end || break; done;
            exit 5'
          stdin_open: true
          stop_grace_period: 0s
        idle:
          image: rootfs:/
          command: sh -c 'trap "echo heard INT; exit 3" INT; while :; do echo idle; sleep 0.1; done'
          stop_grace_period: 0s
      """;

  @Test
  void aTerminalHasTheSizeOfOursAndIsLeftAsItWas() {
    try (Stack stack = Stack.of("sized", FILE)) {
      stack.jcompose("up", "-d", "shell").succeeded();

      try (TerminalSession user =
          stack.inTerminal(
              "stty rows 33 cols 99",
              "attach shell",
              "echo ended with $?; stty -a | grep -o '[ -]icanon'")) {
        user.type("stty size\n");
        user.awaitSeen("33 99");
        user.type("exit 7\n");
        user.awaitEnd();

        assertThat(user.seen()).contains("ended with 7").contains(" icanon");
      }
    }
  }

  @Test
  void theKeysToDetachLeaveTheContainerRunning() {
    try (Stack stack = Stack.of("detached", FILE)) {
      stack.jcompose("up", "-d", "shell").succeeded();
      long shell = stack.pid("detached-shell-1");

      try (TerminalSession user = stack.inTerminal("true", "attach shell", "echo ended with $?")) {
        user.type("echo he''re\n");
        user.awaitSeen("here");
        user.type("\020\021");
        user.awaitEnd();

        assertThat(user.seen()).contains("ended with 0");
      }
      assertThat(stack.pid("detached-shell-1")).isEqualTo(shell);
    }
  }

  @Test
  void inputReachesAContainerWithoutATerminalAndItsCodeIsTheCommands() {
    try (Stack stack = Stack.of("fed", FILE)) {
      stack.jcompose("up", "-d", "reader").succeeded();

      Shell.Result result = stack.fed("one\nend\n", "attach", "reader");

      assertThat(result.exitCode()).as(result.error()).isEqualTo(5);
      assertThat(result.output()).isEqualTo("got one\ngot end\n");
    }
  }

  @Test
  void signalsArePassedOn() throws Exception {
    try (Stack stack = Stack.of("signalled", FILE)) {
      stack.jcompose("up", "-d", "idle").succeeded();
      Path output = stack.scratch().resolve("output");
      Path error = stack.scratch().resolve("error");
      Process attached = stack.start(output, error, "attach", "idle");
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(Files.readString(output)).contains("idle"));

      Shell.run("kill", "-INT", Long.toString(attached.pid())).succeeded();

      assertThat(attached.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(attached.exitValue()).as(Files.readString(error)).isEqualTo(3);
      assertThat(Files.readString(output)).endsWith("heard INT\n");
    }
  }
}
