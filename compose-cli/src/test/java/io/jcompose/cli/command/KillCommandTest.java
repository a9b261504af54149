package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KillCommandTest {
  private static final String WEB =
      """
      name: shop
      services:
        web: {image: "rootfs:/", command: serve}
      """;

  @TempDir private Path directory;
  private CommandLineUnderTest jcompose;

  @BeforeEach
  void bringUpAnOrphan() {
    jcompose =
        new CommandLineUnderTest(directory)
            .file(WEB + "  old: {image: \"rootfs:/\", command: serve}\n");
    assertThat(jcompose.run("up", "-d").code()).isZero();
    jcompose.file(WEB);
    assertThat(jcompose.run("up", "-d").code()).isZero();
  }

  @AfterEach
  void close() {
    jcompose.close();
  }

  private void awaitRunning(String names) {
    await()
        .untilAsserted(
            () ->
                assertThat(jcompose.run("ps", "--format", "{{.Service}}").output())
                    .isEqualTo(names));
  }

  @Test
  void anOrphanIsSparedUnlessItIsAskedFor() {
    assertThat(jcompose.run("kill").code()).isZero();
    awaitRunning("old\n");

    assertThat(jcompose.run("kill", "--remove-orphans").code()).isZero();
    awaitRunning("");
    assertThat(jcompose.run("ps", "-a", "--services").output()).isEqualTo("old\nweb\n");
  }

  @Test
  void anOrphanCanBeNamed() {
    assertThat(jcompose.run("kill", "old").code()).isZero();

    awaitRunning("web\n");
  }

  @Test
  void nothingToKillIsSaid() {
    jcompose.run("kill", "web");
    awaitRunning("old\n");

    Result result = jcompose.run("kill", "web");

    assertThat(result.code()).isZero();
    assertThat(result.error()).isEqualTo("No container to kill\n");
  }

  @Test
  void nothingToKillIsSaidOfAProjectThatIsNotHereToo() {
    assertThat(jcompose.run("down", "--remove-orphans").code()).isZero();

    assertThat(jcompose.run("kill", "web")).isEqualTo(new Result(0, "", "No container to kill\n"));
    assertThat(jcompose.run("kill", "nobody").code()).isEqualTo(2);
  }
}
