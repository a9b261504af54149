package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class VolumesCommandTest {
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
                  db: {image: "rootfs:/", command: serve, volumes: ["data:/data", "/scratch"]}
                  web: {image: "rootfs:/", command: serve, volumes: ["cache:/cache"]}
                volumes:
                  data: {labels: {kept: "yes"}}
                  cache:
                """);
    assertThat(jcompose.run("up", "-d").code()).isZero();
  }

  @AfterEach
  void close() {
    jcompose.close();
  }

  @Test
  void theProjectsNamedVolumesAreATable() {
    assertThat(jcompose.run("volumes").output().lines())
        .containsExactly("DRIVER   VOLUME NAME", "local    shop_cache", "local    shop_data");
  }

  @Test
  void newAnonymousVolumesAreAReasonToMakeContainersAnew() {
    assertThat(jcompose.run("up", "--dry-run").output()).doesNotContain("shop-db-1");
    assertThat(jcompose.run("up", "--dry-run", "-V", "db").output())
        .contains("container shop-db-1")
        .doesNotContain("shop-web-1");
  }

  @Test
  void thoseOfAServiceAreListedAlone() {
    assertThat(jcompose.run("volumes", "-q", "db").output()).isEqualTo("shop_data\n");
    assertThat(jcompose.run("volumes", "bd").error()).contains("did you mean 'db'?");
  }

  @Test
  void jsonIsAnObjectALine() {
    assertThat(jcompose.run("volumes", "--format", "json").output().lines())
        .hasSize(2)
        .last()
        .isEqualTo(
            "{\"Name\":\"shop_data\",\"Driver\":\"local\",\"Scope\":\"local\","
                + "\"Project\":\"shop\",\"Labels\":\"kept=yes\"}");
  }

  @Test
  void whatDownLeavesIsStillListed() {
    jcompose.run("down");

    assertThat(jcompose.run("volumes", "--format", "{{.Name}}").output())
        .isEqualTo("shop_cache\nshop_data\n");
  }
}
