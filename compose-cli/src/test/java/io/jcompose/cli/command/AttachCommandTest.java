package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import io.jcompose.cli.output.TerminalFacts;
import io.jcompose.scheduler.fake.FakeProcess;
import io.jcompose.scheduler.fake.FakeProgram;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AttachCommandTest {
  private static final TerminalFacts TERMINAL =
      new TerminalFacts(true, false, false, () -> TerminalFacts.Size.USUAL);

  @TempDir private Path directory;
  private CommandLineUnderTest jcompose;

  @BeforeEach
  void open() {
    jcompose =
        new CommandLineUnderTest(directory)
            .file(
                """
                name: shop
                services:
                  shell: {image: "rootfs:/", command: shell, stdin_open: true, scale: 2}
                  deaf: {image: "rootfs:/", command: deaf}
                """);
    jcompose.runtime().program(List.of("shell"), AttachCommandTest::repeatLines);
    jcompose.runtime().program(List.of("deaf"), FakeProgram.exitAfter(Duration.ofMillis(300), 6));
    jcompose.run("up", "-d");
  }

  @AfterEach
  void close() {
    jcompose.run("down", "-t", "0");
    jcompose.close();
  }

  /** Repeats each line until one says with what to end. */
  private static void repeatLines(FakeProcess process) {
    FakeProgram.serve().begin(process);
    Thread reader =
        new Thread(
            () ->
                new BufferedReader(new InputStreamReader(process.input(), StandardCharsets.UTF_8))
                    .lines()
                    .forEach(
                        line -> {
                          process.println("got " + line);
                          if (line.startsWith("exit ")) {
                            process.exit(Integer.parseInt(line.substring(5)));
                          }
                        }));
    reader.setDaemon(true);
    reader.start();
  }

  @Test
  void inputIsHandedOnAndTheContainersCodeIsTheCommands() {
    Result result = jcompose.answering("hello\nexit 9\n").run("attach", "shell");

    assertThat(result.code()).as(result.error()).isEqualTo(9);
    assertThat(result.output()).isEqualTo("got hello\ngot exit 9\n");
    assertThat(jcompose.run("ps").output()).contains("shop-shell-2").doesNotContain("shop-shell-1");
  }

  @Test
  void aReplicaIsChosenByItsNumber() {
    assertThat(jcompose.answering("exit 8\n").run("attach", "--index", "2", "shell").code())
        .isEqualTo(8);
    assertThat(jcompose.run("ps").output()).contains("shop-shell-1").doesNotContain("shop-shell-2");
  }

  @Test
  void withoutInputItOnlyLooksOn() {
    assertThat(jcompose.answering("exit 9\n").run("attach", "--no-stdin", "deaf").code())
        .isEqualTo(6);
  }

  @Test
  void theKeysToDetachLeaveTheContainerRunning() {
    Result usual = jcompose.answering("one\n\020\021").run(TERMINAL, "attach", "shell");
    Result chosen =
        jcompose.answering("two\nq").run(TERMINAL, "attach", "--detach-keys", "q", "shell");

    assertThat(usual.code()).as(usual.error()).isZero();
    assertThat(chosen.code()).as(chosen.error()).isZero();
    assertThat(jcompose.run("ps").output()).contains("shop-shell-1");
  }

  @Test
  void keysThatAreNoneAreWrongUsage() {
    Result result = jcompose.run("attach", "--detach-keys", "ctrl-1", "shell");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.error()).contains("'ctrl-1' names no keys");
  }

  @Test
  void whatDoesNotRunIsToldSo() {
    jcompose.run("stop", "shell");

    Result result = jcompose.run("attach", "shell");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.error())
        .isEqualTo(
            """
            jcompose: service 'shell' is not running
              hint: start it with 'jcompose start shell'
            """);
    assertThat(jcompose.run("attach", "nobody").code()).isEqualTo(2);
  }
}
