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
class RemoveCommandTest {
  @TempDir private Path directory;
  private CommandLineUnderTest jcompose;

  @BeforeEach
  void bringUp() {
    jcompose =
        new CommandLineUnderTest(directory)
            .file(
                """
                name: shop
                services:
                  db: {image: "rootfs:/", command: serve}
                  web: {image: "rootfs:/", command: serve, depends_on: [db]}
                """);
    assertThat(jcompose.run("up", "-d").code()).isZero();
  }

  @AfterEach
  void close() {
    jcompose.close();
  }

  private String containers() {
    return jcompose.run("ps", "-a", "--format", "json").output();
  }

  @Test
  void whatRunsIsNoneOfItsBusiness() {
    Result result = jcompose.run("rm", "-f");

    assertThat(result.code()).isZero();
    assertThat(result.error()).isEqualTo("No stopped containers\n");
    assertThat(containers()).contains("shop-db-1", "shop-web-1");
  }

  @Test
  void aStoppedContainerGoesAndTheOthersRunOn() {
    jcompose.run("stop", "web");

    Result result = jcompose.run("rm", "-f");

    assertThat(result.code()).as(result.error()).isZero();
    assertThat(result.error()).contains(" Container shop-web-1  Removed\n");
    assertThat(containers()).contains("shop-db-1").doesNotContain("shop-web-1");
  }

  @Test
  void withoutAYesNothingIsRemoved() {
    jcompose.run("stop");

    Result result = jcompose.run("rm");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.error())
        .isEqualTo(
            """
            Going to remove shop-db-1, shop-web-1. Are you sure? [y/N] \
            jcompose: nothing was removed: nobody said yes
              hint: give '--force' to be asked nothing
            """);
    assertThat(containers()).contains("shop-db-1", "shop-web-1");
  }

  @Test
  void aYesRemovesThoseNamed() {
    jcompose.run("stop");

    assertThat(jcompose.answering("y\n").run("rm", "web").code()).isZero();

    assertThat(containers()).contains("shop-db-1").doesNotContain("shop-web-1");
  }

  @Test
  void stopTakesWhatRunsAndUpMakesItAnew() {
    assertThat(jcompose.run("rm", "-s", "-f", "-v").code()).isZero();

    assertThat(containers()).isEmpty();
    assertThat(jcompose.run("up", "-d").code()).isZero();
    assertThat(containers()).contains("shop-db-1", "shop-web-1");
  }

  @Test
  void anUnknownServiceIsToldWithItsNearestName() {
    Result result = jcompose.run("rm", "-f", "wbe");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.error()).contains("no such service: 'wbe'", "did you mean 'web'?");
  }
}
