package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.fake.FakeProgram;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Options before the command that change what is made. */
@Timeout(60)
class GlobalOptionsTest {
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
                  db: {image: "rootfs:/", command: serve, volumes: ["data:/data"]}
                  web:
                    image: rootfs:/
                    command: serve
                    pre_start: [{command: [prepare], image: "rootfs:/"}]
                    scale: 2
                networks:
                  spare: {}
                  host: {driver: host}
                volumes:
                  data:
                  extra:
                """);
    jcompose.runtime().program(List.of("prepare"), FakeProgram.exit(0));
  }

  @AfterEach
  void close() {
    jcompose.close();
  }

  private List<String> names() {
    return jcompose.run("ps", "-a", "--format", "{{.Name}}").output().lines().toList();
  }

  @Test
  void compatibilityPutsUnderscoresBetweenThePartsOfNames() {
    assertThat(jcompose.run("--compatibility", "up", "-d", "--no-start").code()).isZero();
    jcompose.run("--compatibility", "run", "-d", "--no-deps", "db");

    assertThat(names())
        .contains("shop_db_1", "shop_web_1", "shop_web_2", "shop_web_pre-start_1")
        .anyMatch(name -> name.matches("shop_db_run_[0-9a-f]{12}"));
  }

  @Test
  void aVariableAsksForThatToo() {
    jcompose.variable("COMPOSE_COMPATIBILITY", "1").run("up", "-d", "db");

    assertThat(names()).contains("shop_db_1");
    assertThat(jcompose.run("logs", "db").code()).isZero();
  }

  @Test
  void containersThatAreThereGetTheOtherNameWithTheNextUp() {
    jcompose.run("up", "-d", "db");

    jcompose.run("--compatibility", "up", "-d", "db");

    assertThat(names()).contains("shop_db_1").doesNotContain("shop-db-1");
  }

  @Test
  void unusedNetworksAndVolumesAreMadeIfAllResourcesAreAskedForAndGoWithTheProject() {
    jcompose.run("up", "-d");
    assertThat(networks()).containsExactly("shop_default");
    assertThat(jcompose.run("volumes", "-q").output()).isEqualTo("shop_data\n");

    jcompose.run("--all-resources", "up", "-d");
    assertThat(networks()).containsExactly("shop_default", "shop_spare");
    assertThat(jcompose.run("volumes", "-q").output()).isEqualTo("shop_data\nshop_extra\n");

    jcompose.run("down", "-v");
    assertThat(networks()).isEmpty();
    assertThat(jcompose.run("volumes", "-q").output()).isEmpty();
  }

  @Test
  void someServicesGetTheirOwnResourcesOnlyUnlessAllAreAskedFor() {
    jcompose.run("up", "-d", "web");
    assertThat(jcompose.run("volumes", "-q").output()).isEmpty();

    jcompose.run("--all-resources", "up", "-d", "web");
    assertThat(jcompose.run("volumes", "-q").output()).isEqualTo("shop_data\nshop_extra\n");
  }

  private List<String> networks() {
    return jcompose
        .run("network", "ls", "--format", "json")
        .output()
        .lines()
        .map(line -> line.replaceAll(".*\"Name\":\"([^\"]*)\".*", "$1"))
        .toList();
  }
}
