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
class PsCommandTest {
  private static final String WEB_AND_OTHERS =
      """
      name: shop
      services:
        web:
          image: rootfs:/
          command: serve the whole world with everything
      """;

  @TempDir private Path directory;
  private CommandLineUnderTest jcompose;

  @BeforeEach
  void bringUp() {
    jcompose =
        new CommandLineUnderTest(directory)
            .file(WEB_AND_OTHERS + "  db: {image: \"rootfs:/\", command: serve}\n");
    assertThat(jcompose.run("up", "-d").code()).isZero();
  }

  @AfterEach
  void close() {
    jcompose.close();
  }

  private String names(String... words) {
    String[] all = new String[words.length + 3];
    System.arraycopy(words, 0, all, 3, words.length);
    all[0] = "ps";
    all[1] = "--format";
    all[2] = "{{.Name}}";
    Result result = jcompose.run(all);
    assertThat(result.code()).as(result.error()).isZero();
    return result.output().replace("\n", " ").strip();
  }

  @Test
  void aStatusIsAskedForInTwoWaysAndShowsWhatDoesNotRunToo() {
    jcompose.run("stop", "db");

    assertThat(names()).isEqualTo("shop-web-1");
    assertThat(names("--status", "exited")).isEqualTo("shop-db-1");
    assertThat(names("--filter", "status=exited")).isEqualTo("shop-db-1");
    assertThat(names("--status", "exited", "--status", "running"))
        .isEqualTo("shop-db-1 shop-web-1");
    assertThat(names("--status", "dead")).isEmpty();
  }

  @Test
  void anotherStatusOrFilterIsAUsageError() {
    Result status = jcompose.run("ps", "--status", "up");
    assertThat(status.code()).isEqualTo(2);
    assertThat(status.error()).contains("a container is never 'up', only running, ");
    assertThat(jcompose.run("ps", "--filter", "source=image").code()).isEqualTo(2);
    assertThat(jcompose.run("ps", "--filter", "status").code()).isEqualTo(2);
  }

  @Test
  void servicesAreNamedOnceEach() {
    jcompose.run("up", "-d", "--scale", "web=2");

    assertThat(jcompose.run("ps", "--services").output()).isEqualTo("db\nweb\n");
    assertThat(jcompose.run("ps", "-a", "--services", "db").output()).isEqualTo("db\n");
  }

  @Test
  void orphansCanBeHidden() {
    jcompose.file(WEB_AND_OTHERS);
    jcompose.run("up", "-d");

    assertThat(names()).isEqualTo("shop-db-1 shop-web-1");
    assertThat(names("--orphans")).isEqualTo("shop-db-1 shop-web-1");
    assertThat(names("--orphans=false")).isEqualTo("shop-web-1");
    assertThat(names("--orphans=false", "db")).isEqualTo("shop-db-1");
  }

  @Test
  void commandsAreCutUnlessAskedForInFull() {
    assertThat(jcompose.run("ps", "web").output()).contains("\"serve the whole wor…\"");
    assertThat(jcompose.run("ps", "--no-trunc", "web").output())
        .contains("\"serve the whole world with everything\"");
  }

  @Test
  void aTemplateShowsAnyFieldOfTheJson() {
    assertThat(jcompose.run("ps", "--format", "table {{.Service}}\t{{.State}}").output())
        .isEqualTo("SERVICE   STATE\ndb        running\nweb       running\n");
    assertThat(jcompose.run("ps", "--format", "{{if .Name}}").code()).isEqualTo(2);
  }
}
