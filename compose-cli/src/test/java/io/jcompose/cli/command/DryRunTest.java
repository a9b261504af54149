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
class DryRunTest {
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

  @Test
  void theStepsAreToldAndNoneIsDone() {
    List<String> before = List.copyOf(jcompose.runtime().journal());

    assertThat(jcompose.run("--dry-run", "stop", "-t", "3", "db"))
        .isEqualTo(
            new Result(
                0,
                "#1 [] stop container shop-db-1 (SIGTERM, SIGKILL after 3s) -- stop was asked"
                    + " for\n",
                ""));
    assertThat(jcompose.run("--dry-run", "rm", "-s").output())
        .contains("remove container shop-web-1 -- removal was asked for");
    assertThat(jcompose.run("--dry-run", "down").output()).contains("remove project shop");
    assertThat(jcompose.run("--dry-run", "restart", "web").output())
        .contains("start container shop-web-1");

    assertThat(jcompose.runtime().journal()).isEqualTo(before);
    assertThat(jcompose.run("ps", "--services").output()).isEqualTo("db\nweb\n");
  }

  @Test
  void whatWouldActInSpiteOfItIsRefused() {
    Result result = jcompose.run("--dry-run", "exec", "web", "true");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.error()).contains("'exec' cannot be rehearsed");
  }
}
