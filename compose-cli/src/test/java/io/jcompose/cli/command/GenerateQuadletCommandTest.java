package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateQuadletCommandTest {
  @TempDir private Path directory;
  private CommandLineUnderTest jcompose;

  @BeforeEach
  void begin() {
    jcompose =
        new CommandLineUnderTest(directory)
            .file(
                """
                name: shop
                services:
                  web:
                    image: nginx
                    environment: [PASSWORD=swordfish]
                    mem_limit: 64m
                    storage_opt: {size: 1G}
                    secrets: [key]
                  db: {image: postgres}
                secrets:
                  key: {external: true}
                """);
  }

  @AfterEach
  void end() {
    jcompose.close();
  }

  @Test
  void filesArePrintedUnderTheirNamesWithKeysThatJcomposeDoesNotHonour() {
    Result result = jcompose.run("generate", "quadlet");

    assertThat(result.code()).as(result.error()).isZero();
    assertThat(result.output())
        .startsWith("# shop.pod\n")
        .contains("\n# shop-web.container\n")
        .contains("\n# shop-web.env\nPASSWORD=swordfish\n")
        .contains("\nPodmanArgs=--memory=67108864\n")
        .contains("\nSecret=key,type=mount,target=/run/secrets/key,mode=0444\n");
  }

  @Test
  void whatCannotBeSaidIsACommentAndAWarningWithItsPlace() {
    Result result = jcompose.run("generate", "quadlet");

    assertThat(result.output()).contains("\n# not said here: storage_opt: podman has such");
    assertThat(result.error())
        .isEqualTo(
            "warning: compose.yaml:7:5: services.web.storage_opt: podman has such options for all"
                + " containers only\n");
  }

  @Test
  void filesAreWrittenAndOthersMayNotReadAnEnvironment() throws IOException {
    Path units = Files.createDirectory(directory.resolve("units"));

    Result result = jcompose.run("generate", "quadlet", "--output", "units", "--user");

    assertThat(result.output().lines())
        .containsExactlyInAnyOrder(
            units.resolve("shop.pod").toString(),
            units.resolve("shop-web.container").toString(),
            units.resolve("shop-db.container").toString(),
            units.resolve("shop-default.network").toString(),
            units.resolve("shop-web.env").toString());
    assertThat(mode(units.resolve("shop-web.env"))).isEqualTo("rw-------");
    assertThat(Files.readString(units.resolve("shop-web.container")))
        .contains("\nWantedBy=default.target\n")
        .doesNotContain("swordfish");
  }

  @Test
  void everyFaultIsToldAtOnceAndNothingIsWritten() throws IOException {
    jcompose.file(
        """
        name: shop
        services:
          pod: {image: nginx, user: "a\\nb"}
          db: {image: postgres, working_dir: "/x\\t"}
        """);
    Path units = Files.createDirectory(directory.resolve("units"));

    Result result = jcompose.run("generate", "quadlet", "--output", "units");

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.error())
        .contains("compose.yaml:3:23: services.pod.user: ")
        .contains("compose.yaml:4:25: services.db.working_dir: ")
        .contains("shop.pod and shop-pod.container would make one unit");
    assertThat(units).isEmptyDirectory();
  }

  @Test
  void withKubeThereIsOneFileAndAManifestBesideIt() throws IOException {
    Path units = Files.createDirectory(directory.resolve("units"));

    Result result = jcompose.run("generate", "quadlet", "--kube", "--output", "units");

    assertThat(result.output().lines())
        .as(result.error())
        .containsExactly(
            units.resolve("shop.kube").toString(), units.resolve("shop.yaml").toString());
    assertThat(Files.readString(units.resolve("shop.kube"))).contains("\nYaml=shop.yaml\n");
    assertThat(Files.readString(units.resolve("shop.yaml"))).contains("kind: Pod\n");
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
