package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CompletionTest {
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
                  web: {image: "rootfs:/", command: serve}
                  worker: {image: "rootfs:/", command: serve, profiles: [night]}
                  db: {image: "rootfs:/", command: serve}
                """);
  }

  @AfterEach
  void close() {
    jcompose.close();
  }

  private List<String> complete(String... words) {
    List<String> all = new ArrayList<>(List.of("__complete", "--"));
    all.addAll(List.of(words));
    Result result = jcompose.run(all.toArray(String[]::new));
    assertThat(result.code()).as(result.error()).isZero();
    return result.output().lines().toList();
  }

  @Test
  void commandsAreOfferedByTheirFirstNames() {
    assertThat(complete("")).contains("up", "down", "ps", "network").doesNotContain("convert");
    assertThat(complete("sto")).containsExactly("stop");
    assertThat(complete("network", "ins")).containsExactly("inspect");
    assertThat(complete("sup")).isEmpty();
    assertThat(complete("__")).isEmpty();
  }

  @Test
  void optionsAreThoseOfTheCommandAtHand() {
    assertThat(complete("--project-n")).containsExactly("--project-name");
    assertThat(complete("rm", "--")).contains("--force", "--stop").doesNotContain("--project-name");
  }

  @Test
  void servicesAreThoseOfTheFilesActiveOrNot() {
    assertThat(complete("logs", "")).containsExactly("db", "web", "worker");
    assertThat(complete("stop", "web", "-t", "3", "w")).containsExactly("web", "worker");
  }

  @Test
  void theFileThatTheWordsNameIsRead() {
    new CommandLineUnderTest(directory).file("services: {other: {image: x}}").close();

    assertThat(complete("-f", directory.resolve("compose.yaml").toString(), "up", ""))
        .containsExactly("other");
  }

  @Test
  void aValueIsCompletedWhereThereIsAChoice() {
    assertThat(complete("--ansi", "")).containsExactly("always", "auto", "never");
    assertThat(complete("--file", "")).isEmpty();
  }

  @Test
  void whereNoFileCanBeReadTheProjectThatStandsIsAsked() {
    jcompose.run("up", "-d", "db");
    jcompose.file("services: [broken");

    assertThat(complete("-p", "shop", "stop", "")).contains("db");
    assertThat(complete("stop", "")).isEmpty();
  }

  @Test
  void eachShellHasAScriptAndAnotherIsAUsageError() {
    for (String shell : List.of("bash", "zsh", "fish")) {
      assertThat(jcompose.run("completion", shell).output()).contains("__complete -- ");
    }
    assertThat(jcompose.run("completion", "tcsh").code()).isEqualTo(2);
  }
}
