package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunCommandTest {
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
}
