package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import io.jcompose.model.value.ContainerName;
import io.jcompose.scheduler.fake.FakeProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunCommandTest {
  private static final String PREPARED =
      """
      name: shop
      services:
        web:
          image: rootfs:/
          command: serve
          pre_start: [{command: [prepare]}]
      """;

  @TempDir private Path directory;
  private CommandLineUnderTest jcompose;

  @BeforeEach
  void describe() {
    jcompose =
        new CommandLineUnderTest(directory)
            .file(
                """
                name: shop
                services:
                  web: {image: "rootfs:/", command: serve}
                """);
  }

  @AfterEach
  void close() {
    jcompose.close();
  }

  @Test
  void aProgramThatDoesNotExistHasTheCodeOfAShell() {
    jcompose.runtime().missingProgram(List.of("nothing"));

    Result result = jcompose.run("run", "--name", "extra", "web", "nothing");

    assertThat(result.code()).isEqualTo(127);
    assertThat(result.error()).contains("extra", "does not exist");
    assertThat(jcompose.run("ps", "-a", "--format", "{{.Name}}").output()).contains("extra\n");
  }

  @Test
  void aFileThatCannotBeExecutedHasTheCodeOfAShellAndItsContainerGoes() {
    jcompose.runtime().notExecutable(List.of("text"));

    Result result = jcompose.run("run", "--rm", "--name", "extra", "web", "text");

    assertThat(result.code()).isEqualTo(126);
    assertThat(jcompose.run("ps", "-a", "--format", "{{.Name}}").output()).doesNotContain("extra");
  }

  @Test
  void variablesOfTheCommandLineGoBeforeThoseOfFilesAndAnEarlierFileBeforeALater()
      throws IOException {
    Files.writeString(directory.resolve("one"), "# first\nA=one\nB='it is' # one\nC=${A}-$E\n");
    Files.writeString(directory.resolve("two"), "B=two\nD=\"$C\"\n");

    jcompose.run(
        "run",
        "-d",
        "--name=extra",
        "--env-from-file=one",
        "--env-from-file=two",
        "-e",
        "A=line",
        "-e",
        "E=5",
        "web");

    assertThat(environment("extra"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("A", "line", "B", "it is", "C", "line-5", "D", "line-5", "E", "5"));
  }

  @Test
  void aFileOfVariablesThatIsMissingOrWrongIsToldBeforeAnythingRuns() throws IOException {
    Files.writeString(directory.resolve("wrong"), "A='open\n");

    Result missing = jcompose.run("run", "-d", "--env-from-file=none", "web");
    Result wrong = jcompose.run("run", "-d", "--env-from-file=wrong", "web");

    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.error()).contains("'none': there is no such file");
    assertThat(wrong.code()).isEqualTo(3);
    assertThat(wrong.error()).contains("wrong:1");
    assertThat(jcompose.run("ps", "-aq").output()).isEmpty();
  }

  private Map<String, String> environment(String container) {
    return jcompose
        .runtime()
        .containers()
        .find(new ContainerName(container))
        .orElseThrow()
        .spec()
        .environment();
  }

  @Test
  void whatRunsBeforeTheServiceStartsRunsBeforeTheCommandButNotAgain() {
    jcompose.file(PREPARED);
    jcompose.runtime().program(List.of("prepare"), FakeProgram.exit(0));

    Result first = jcompose.run("run", "-d", "--no-deps", "--name=first", "web");
    Result second = jcompose.run("run", "-d", "--name=second", "web");

    assertThat(first.code()).as(first.error()).isZero();
    assertThat(second.code()).as(second.error()).isZero();
    assertThat(jcompose.runtime().journal().stream().filter(entry -> entry.startsWith("start ")))
        .filteredOn(entry -> !entry.startsWith("start pod"))
        .containsExactly("start shop-web-pre-start-1", "start first", "start second");
  }

  @Test
  void theCommandIsNotRunIfWhatRunsBeforeItFails() {
    jcompose.file(PREPARED);
    jcompose.runtime().program(List.of("prepare"), FakeProgram.exit(4));

    Result result = jcompose.run("run", "-T", "--name=first", "web");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.error()).contains("shop-web-pre-start-1");
    assertThat(jcompose.runtime().journal()).doesNotContain("start first");
  }
}
