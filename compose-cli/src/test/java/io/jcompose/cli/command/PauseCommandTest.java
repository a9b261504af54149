package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PauseCommandTest {
  private static final String SHOP =
      """
      name: shop
      services:
        db:
          image: rootfs:/
          command: serve
        web:
          image: rootfs:/
          command: serve
      """;

  @TempDir private Path directory;
  private CommandLineUnderTest jcompose;

  @BeforeEach
  void open() {
    jcompose = new CommandLineUnderTest(directory).file(SHOP);
  }

  @AfterEach
  void close() {
    jcompose.close();
  }

  @Test
  void aPausedContainerIsShownAsPaused() {
    jcompose.run("up", "-d");

    Result paused = jcompose.run("pause", "db");

    assertThat(paused.code()).isZero();
    assertThat(paused.output()).isEmpty();
    assertThat(paused.error()).contains("Container shop-db-1  Paused");
    assertThat(jcompose.run("ps").output()).containsPattern("shop-db-1 .* Up .* \\(Paused\\)");
    assertThat(jcompose.run("ps", "--format", "json").output())
        .contains("\"State\":\"paused\"", "\"State\":\"running\"");
  }

  @Test
  void unpauseWithoutServicesLetsAllGoOn() {
    jcompose.run("up", "-d");
    jcompose.run("pause");
    assertThat(jcompose.run("ps").output()).contains("Paused");

    assertThat(jcompose.run("unpause").code()).isZero();

    assertThat(jcompose.run("ps").output()).doesNotContain("Paused");
  }

  @Test
  void pausingWhatIsPausedFails() {
    jcompose.run("up", "-d");
    jcompose.run("pause", "db");

    Result again = jcompose.run("pause", "db");

    assertThat(again.code()).isEqualTo(1);
    assertThat(again.error()).contains("it is paused already");
    jcompose.run("unpause", "db");
    assertThat(jcompose.run("unpause", "db").code()).isEqualTo(1);
  }

  @Test
  void withoutAContainerThereIsNothingToPauseAndThatIsFine() {
    Result nothing = jcompose.run("pause", "db");

    assertThat(nothing.code()).isZero();
    assertThat(nothing.error()).isEmpty();
    jcompose.run("up", "-d", "web");
    assertThat(jcompose.run("pause", "db").code()).isZero();
    jcompose.run("stop");
    assertThat(jcompose.run("pause").code()).isZero();
  }

  @Test
  void aServiceThatNobodyKnowsIsWrongUsage() {
    Result unknown = jcompose.run("pause", "dbb");

    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.error()).contains("no such service: 'dbb'", "did you mean 'db'?");
  }

  @Test
  void upLeavesAPausedContainerAndSaysSo() {
    jcompose.run("up", "-d");
    jcompose.run("pause", "db");

    Result up = jcompose.run("up", "-d");

    assertThat(up.code()).isZero();
    assertThat(up.error()).contains("container shop-db-1 is paused and stays so");
  }

  @Test
  void execInAPausedContainerFailsAndSaysWhy() {
    jcompose.run("up", "-d");
    jcompose.run("pause", "db");

    Result exec = jcompose.run("exec", "-T", "db", "true");

    assertThat(exec.code()).isEqualTo(1);
    assertThat(exec.error()).contains("it is paused");
  }
}
