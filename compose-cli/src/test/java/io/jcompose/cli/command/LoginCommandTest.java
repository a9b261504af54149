package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import io.jcompose.cli.output.TerminalFacts;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginCommandTest {
  private static final TerminalFacts AT_A_TERMINAL =
      new TerminalFacts(true, true, true, () -> TerminalFacts.Size.USUAL);

  @TempDir Path directory;
  private CommandLineUnderTest jcompose;
  private Path kept;

  @BeforeEach
  void begin() {
    kept = directory.resolve("auth.json");
    jcompose = new CommandLineUnderTest(directory).variable("REGISTRY_AUTH_FILE", kept.toString());
  }

  @AfterEach
  void end() {
    jcompose.close();
  }

  @Test
  void aPasswordIsReadFromTheInputAndKeptWhereItSays() throws IOException {
    Result result =
        jcompose
            .answering("hunter2\n")
            .run("login", "-u", "ann", "--password-stdin", "a.example:5000");

    assertThat(result)
        .isEqualTo(
            new Result(
                0,
                "Credentials for a.example:5000 are kept in " + kept + "\n",
                "jcompose: warning: a.example:5000 was not asked whether it takes this"
                    + " password\n"));
    assertThat(Files.readString(kept)).contains("a.example:5000").contains("YW5uOmh1bnRlcjI=");
  }

  @Test
  void theRegistryIsAskedBeforeAnythingIsKept() {
    List<String> asked = new ArrayList<>();
    jcompose.registriesCheckLoginsBy(
        (repository, password) -> {
          asked.add(repository + " " + password);
          if (password.password().equals("wrong")) {
            throw new RuntimeFailure("a.example refuses the credentials of ann", "check them");
          }
          return true;
        });

    Result refused =
        jcompose.answering("wrong").run("login", "-u", "ann", "--password-stdin", "a.example/team");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.error()).doesNotContain("wrong");
    assertThat(kept).doesNotExist();

    Result taken = jcompose.answering("right").run("login", "-u", "ann", "--password-stdin");
    assertThat(taken)
        .isEqualTo(
            new Result(
                0, "Login Succeeded\nCredentials for docker.io are kept in " + kept + "\n", ""));
    assertThat(asked)
        .containsExactly("a.example/team password of ann", "registry-1.docker.io/ password of ann");
  }

  @Test
  void atATerminalUserAndPasswordAreAskedFor() throws IOException {
    Result result = jcompose.answering("ann\nhunter2\n").run(AT_A_TERMINAL, "login", "a.example");

    assertThat(result.code()).isZero();
    assertThat(result.error()).startsWith("Username: Password: \n").doesNotContain("hunter2");
    assertThat(Files.readString(kept)).contains("YW5uOmh1bnRlcjI=");
  }

  @Test
  void withoutATerminalThePasswordMustBePiped() {
    Result result = jcompose.answering("hunter2").run("login", "-u", "ann", "a.example");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.error()).contains("--password-stdin");
    assertThat(jcompose.run("login", "--password-stdin", "a.example").code()).isEqualTo(2);
    assertThat(jcompose.answering("\n").run("login", "-u", "a", "--password-stdin").code())
        .isEqualTo(1);
    assertThat(kept).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-p hunter2", "-phunter2", "--password hunter2", "--password=hunter2"})
  void aPasswordOnTheCommandLineIsRefusedAndNotQuoted(String option) {
    List<String> words = new ArrayList<>(List.of("login", "-u", "ann"));
    words.addAll(List.of(option.split(" ")));
    words.add("a.example");

    Result result = jcompose.run(words.toArray(String[]::new));

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.error()).contains("--password-stdin").doesNotContain("hunter2");
    assertThat(jcompose.run("login", "--help").output()).doesNotContain("-p,");
  }

  @Test
  void aLogoutForgets() {
    jcompose.answering("hunter2").run("login", "-u", "ann", "--password-stdin", "a.example");

    assertThat(jcompose.run("logout", "a.example"))
        .isEqualTo(new Result(0, "Removed login credentials for a.example\n", ""));
    assertThat(jcompose.run("logout", "a.example"))
        .isEqualTo(
            new Result(
                1,
                "",
                """
                jcompose: there is no login at a.example to be forgotten
                  hint: name the registry as it was given to 'jcompose login'
                """));
  }

  @Test
  void aLogoutOfAllForgetsAll() throws IOException {
    jcompose.answering("hunter2").run("login", "-u", "ann", "--password-stdin", "a.example");

    assertThat(jcompose.run("logout", "--all").output())
        .isEqualTo("Removed login credentials for all registries\n");
    assertThat(Files.readString(kept)).doesNotContain("a.example");
    assertThat(jcompose.run("logout", "--all", "a.example").code()).isEqualTo(2);
  }
}
