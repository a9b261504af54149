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
class TopAndStatsCommandTest {
  private static final String SHOP =
      """
      name: shop
      services:
        db:
          image: rootfs:/
          command: serve
        web:
          image: rootfs:/
          command: serve --all
          scale: 2
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
  void topIsOneTableForTheProject() {
    jcompose.run("up", "-d");

    Result top = jcompose.run("top");

    assertThat(top.code()).isZero();
    assertThat(top.output().lines().map(line -> line.replaceAll(" +", " ")))
        .hasSize(4)
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("SERVICE # UID PID PPID C STIME TTY TIME CMD"),
            line -> assertThat(line).matches("db 1 root 4711 1 \\d+ ..:.. \\? 00:00:0. serve"),
            line -> assertThat(line).matches("web 1 root 4711 .* serve --all"),
            line -> assertThat(line).matches("web 2 root 4711 .* serve --all"));
    assertThat(jcompose.run("top", "db").output().lines()).hasSize(2);
  }

  @Test
  void topPrintsNothingWhereNothingRuns() {
    assertThat(jcompose.run("top")).isEqualTo(new Result(0, "", ""));
    jcompose.run("up", "-d");
    jcompose.run("stop");
    assertThat(jcompose.run("top")).isEqualTo(new Result(0, "", ""));
  }

  @Test
  void topOfAnUnknownServiceIsWrongUsage() {
    jcompose.run("up", "-d");

    assertThat(jcompose.run("top", "dbb").code()).isEqualTo(2);
    assertThat(jcompose.run("stats", "--no-stream", "dbb").code()).isEqualTo(2);
  }

  @Test
  void statsAreShownOnce() {
    jcompose.run("up", "-d");

    Result stats = jcompose.run("stats", "--no-stream", "db");

    assertThat(stats.code()).isZero();
    assertThat(stats.output().lines().map(line -> line.replaceAll(" +", " ")))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "CONTAINER ID NAME CPU % MEM USAGE / LIMIT MEM % NET I/O BLOCK I/O PIDS"),
            line ->
                assertThat(line)
                    .matches(
                        "000000000000 shop-db-1 [45]\\d\\.\\d\\d% 1MiB / 4MiB 25.00% 788B / 1.50MB"
                            + " 0B / 4.10kB 1"));
  }

  @Test
  void statsInJsonAreAnObjectALine() {
    jcompose.run("up", "-d");

    assertThat(jcompose.run("stats", "--no-stream", "--format", "json", "db").output())
        .matches(
            "\\{\"BlockIO\":\"0B / 4.10kB\",\"CPUPerc\":\"[0-9.]+%\",\"Container\":\"000000000000\","
                + "\"ID\":\"000000000000\",\"MemPerc\":\"25.00%\",\"MemUsage\":\"1MiB / 4MiB\","
                + "\"Name\":\"shop-db-1\",\"NetIO\":\"788B / 1.50MB\",\"PIDs\":\"1\"}\n");
  }

  @Test
  void statsOfWhatDoesNotRunAreZeroAndShownIfAskedFor() {
    jcompose.run("up", "-d");
    jcompose.run("stop", "db");

    assertThat(jcompose.run("stats", "--no-stream").output()).doesNotContain("shop-db-1");
    assertThat(
            jcompose
                .run("stats", "--no-stream", "-a", "--no-trunc", "db")
                .output()
                .replaceAll(" +", " "))
        .containsPattern("[0-9]{64} shop-db-1 0.00% 0B / 0B 0.00% 0B / 0B 0B / 0B 0\n");
  }

  @Test
  void aTemplateIsARowForEachContainerOrATable() {
    jcompose.run("up", "-d");

    assertThat(
            jcompose
                .run("stats", "--no-stream", "--format", "{{.Name}}: {{.PIDs | json}}", "db")
                .output())
        .isEqualTo("shop-db-1: \"1\"\n");
    assertThat(
            jcompose
                .run("stats", "--no-stream", "--format", "table {{.Name}}\t{{.MemPerc}}", "db")
                .output()
                .replaceAll(" +", " "))
        .isEqualTo("NAME MEMPERC\nshop-db-1 25.00%\n");
  }

  @Test
  void anotherFormatIsWrongUsage() {
    assertThat(jcompose.run("stats", "--format", "xml").code()).isEqualTo(2);
  }
}
