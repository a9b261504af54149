package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateSystemdCommandTest {
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
                  db: {image: "rootfs:/", command: serve, environment: [PASSWORD=swordfish]}
                  web: {image: "rootfs:/", command: serve, depends_on: [db]}
                """);
  }

  @AfterEach
  void end() {
    jcompose.close();
  }

  @Test
  void theProjectsUnitIsPrintedUnderItsName() {
    Result result = jcompose.run("generate", "systemd");

    assertThat(result.code()).as(result.error()).isZero();
    assertThat(result.output())
        .startsWith("# jcompose-shop.service\n")
        .contains("ExecStart=/opt/jcompose/jcompose --file ")
        .contains(directory.resolve("compose.yaml").toString())
        .doesNotContain("swordfish");
  }

  @Test
  void filesAreWrittenWhereTheyAreWantedAndTheirPathsPrinted() throws IOException {
    Path units = Files.createDirectory(directory.resolve("units"));

    Result result = jcompose.run("generate", "systemd", "--per-service", "--output", "units");

    assertThat(result.output().lines())
        .containsExactly(
            units.resolve("jcompose-shop.service").toString(),
            units.resolve("jcompose-shop.supervisor.service").toString(),
            units.resolve("jcompose-shop-db.service").toString(),
            units.resolve("jcompose-shop-web.service").toString());
    assertThat(Files.readString(units.resolve("jcompose-shop-web.service")))
        .contains("Requires=jcompose-shop-db.service\n");
  }

  @Test
  void withoutADirectoryFilesGoWhereTheCommandIsRun() {
    assertThat(jcompose.run("generate", "systemd", "--files").code()).isZero();

    assertThat(directory.resolve("jcompose-shop.service")).exists();
  }

  @Test
  void aDirectoryThatIsMissingIsToldAndNothingIsWritten() {
    Result result = jcompose.run("generate", "systemd", "--output", "nowhere");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.error()).contains("its directory does not exist");
  }

  @Test
  void whatWasSaidOfTheUnitsStandsInThem() {
    Result result =
        jcompose
            .variable("HERE", "50 %")
            .run(
                "--profile",
                "extra",
                "generate",
                "systemd",
                "--name=forge",
                "--prefix=pod",
                "--separator=_",
                "--restart-policy=always",
                "--start-timeout=7",
                "--stop-timeout=8",
                "--wants=a.service",
                "--after=b.service,c.service",
                "--requires=d.service",
                "--env=X=1",
                "--env=HERE",
                "--user");

    assertThat(result.output())
        .startsWith("# pod_forge.service\n")
        .contains("--profile extra")
        .contains("\nRestart=always\n")
        .contains("\nTimeoutStartSec=7\n")
        .contains("\nTimeoutStopSec=8\n")
        .contains("\nWants=a.service\n")
        .contains("\nAfter=b.service c.service d.service\n")
        .contains("\nRequires=d.service\n")
        .contains("\nEnvironment=X=1\n")
        .contains("\nEnvironment=\"HERE=50 %%\"\n")
        .contains("\nWantedBy=default.target\n");
  }

  @Test
  void everyMistakeIsToldAtOnceAndIsWrongUsage() {
    Result result =
        jcompose.run(
            "generate",
            "systemd",
            "--restart-policy=sometimes",
            "--start-timeout=soon",
            "--stop-timeout=-1",
            "--after=nothing",
            "--prefix=a@b",
            "--env=UNKNOWN_HERE");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.output()).isEmpty();
    assertThat(result.error())
        .contains("--restart-policy: expected one of no, ")
        .contains("--start-timeout: 'soon'")
        .contains("--stop-timeout: '-1'")
        .contains("--after: systemd knows no unit 'nothing'")
        .contains("--prefix: '@'")
        .contains("--env: 'UNKNOWN_HERE'");
  }

  @Test
  void aFileFromStandardInputCannotBeReadAgain() {
    Result result =
        jcompose
            .answering("services: {a: {image: 'rootfs:/'}}")
            .run("-p", "x", "-f", "-", "generate", "systemd");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.error()).contains("standard input");
  }

  @Test
  void generateAloneIsToldWhatThereIs() {
    Result result = jcompose.run("generate");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.error()).contains("systemd");
  }
}
