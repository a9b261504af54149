package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import io.jcompose.model.plan.ImageConfig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DownCommandTest {
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
                  db: {image: "db:1", command: serve}
                  web: {image: shop-web, command: serve}
                  host: {image: "rootfs:/", command: serve}
                """);
    for (String image : List.of("db:1", "shop-web", "other:1")) {
      jcompose.runtime().image(image, "sha256:" + image, ImageConfig.EMPTY);
    }
    assertThat(jcompose.run("up", "-d").code()).isZero();
  }

  @AfterEach
  void close() {
    jcompose.close();
  }

  private String images() {
    return jcompose.run("images").output();
  }

  @Test
  void theImagesOfAllServicesGoIfThatIsAskedFor() {
    Result down = jcompose.run("down", "--rmi", "all");

    assertThat(down.code()).isZero();
    assertThat(down.error()).contains("Image db:1  Removed", "Image shop-web  Removed");
    assertThat(images()).contains("other:1").doesNotContain("db:1", "shop-web");
  }

  @Test
  void localImagesAreThoseThatAreCalledAfterTheirService() {
    jcompose.run("down", "--rmi", "local");

    assertThat(images()).contains("db:1").doesNotContain("shop-web");
  }

  @Test
  void theImagesOfSomeServicesGoAlone() {
    jcompose.run("down", "--rmi", "all", "db");

    assertThat(images()).contains("shop-web").doesNotContain("db:1");
  }

  @Test
  void anImageThatAnotherProjectsContainerIsMadeOfStays() {
    jcompose.run("-p", "mall", "up", "-d", "db");

    Result down = jcompose.run("down", "--rmi", "all");

    assertThat(down.code()).isZero();
    assertThat(down.error())
        .contains("image 'db:1' stays: container 'mall-db-1' of project 'mall' is made of it");
    assertThat(images()).contains("db:1").doesNotContain("shop-web");
  }

  @Test
  void noImageGoesUnlessThatIsAskedForOrInARehearsal() {
    jcompose.run("--dry-run", "down", "--rmi", "all");
    jcompose.run("down");

    assertThat(images()).contains("db:1", "shop-web");
    assertThat(jcompose.run("down", "--rmi", "some").code()).isEqualTo(2);
  }
}
