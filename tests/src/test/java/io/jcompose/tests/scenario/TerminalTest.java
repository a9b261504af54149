package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@Privileged
class TerminalTest {

  @Test
  void aContainerHasATerminalOfItsOwn() {
    String file =
        """
        services:
          one:
            image: rootfs:/
            user: "65534"
            command: >-
              sh -c 'tty; test -t 0 && test -t 1 && test -t 2 && echo "three terminals";
              echo "by name" > /dev/tty; test -c /dev/console && echo "a console";
              echo "called $$TERM"'
            tty: true
        """;
    try (Stack stack = Stack.of("terminal", file)) {
      stack.jcompose("up").succeeded();

      assertThat(stack.jcompose("logs", "--no-log-prefix", "one").succeeded())
          .isEqualTo(
              """
              /dev/pts/0\r
              three terminals\r
              by name\r
              a console\r
              called xterm\r
              """);
    }
  }

  @Test
  void withoutATerminalThereIsNone() {
    String file =
        """
        services:
          one: {image: "rootfs:/", command: "sh -c 'tty; test -t 1 || echo none'"}
        """;
    try (Stack stack = Stack.of("noterminal", file)) {
      stack.jcompose("up").succeeded();

      assertThat(stack.jcompose("logs", "--no-log-prefix", "one").succeeded())
          .isEqualTo("not a tty\nnone\n");
    }
  }

  @Test
  void aTerminalOutlivesTheSupervisorAndNoLineIsLost() {
    String file =
        """
        services:
          counter:
            image: rootfs:/
            command: >-
              sh -c 'trap "echo hung up" HUP; i=0;
              while [ $$i -lt 400 ]; do i=$$((i+1)); echo line $$i; sleep 0.01; done;
              while read -r word; do echo got $$word; done'
            tty: true
            stdin_open: true
            stop_grace_period: 0s
        """;
    try (Stack stack = Stack.of("outlived", file)) {
      stack.jcompose("up", "-d").succeeded();
      long counter = stack.pid("outlived-counter-1");
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(stack.jcompose("logs", "counter").succeeded()).contains("line 50"));

      Shell.run("kill", "-9", Long.toString(stack.supervisorPid())).succeeded();

      List<String> every = IntStream.rangeClosed(1, 400).mapToObj(i -> "line " + i).toList();
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(
                          stack.jcompose("logs", "--no-log-prefix", "counter").succeeded().lines())
                      .containsExactlyElementsOf(every));
      assertThat(stack.pid("outlived-counter-1")).isEqualTo(counter);
      try (TerminalSession user = stack.inTerminal("true", "attach counter", "true")) {
        user.type("again\n");
        user.awaitSeen("got again");

        assertThat(user.seen()).doesNotContain("hung up");
      }
    }
  }
}
