package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import io.jcompose.scheduler.fake.FakeProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WaitCommandTest {
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
                  job: {image: "rootfs:/", command: job, restart: on-failure}
                  short: {image: "rootfs:/", command: short}
                  web: {image: "rootfs:/", command: serve}
                """);
    jcompose.runtime().program(List.of("job"), FakeProgram.exitAfter(Duration.ofMillis(300), 3));
    jcompose.runtime().program(List.of("short"), FakeProgram.exit(4));
    assertThat(jcompose.run("up", "-d").code()).isZero();
  }

  @AfterEach
  void close() {
    jcompose.close();
  }

  @Test
  void itWaitsForTheFirstStopEvenOfWhatIsRestartedAndIgnoresTheOthers() {
    Result result = jcompose.run("wait", "job");

    assertThat(result.output()).isEqualTo("container \"shop-job-1\" exited with status code 3\n");
    assertThat(result.code()).isEqualTo(3);
  }

  @Test
  void theLastToStopDecidesOnTheCode() {
    Result result = jcompose.run("wait", "job", "short");

    assertThat(result.output().lines()).hasSize(2).last().asString().contains("shop-job-1");
    assertThat(result.code()).isEqualTo(3);
  }

  @Test
  void aStopOnRequestIsAStop() {
    CompletableFuture<Result> waiting =
        CompletableFuture.supplyAsync(() -> jcompose.run("wait", "web"));

    jcompose.run("kill", "web");

    assertThat(waiting.join().output())
        .isEqualTo("container \"shop-web-1\" exited with status code 137\n");
  }

  @Test
  void whatHasStoppedIsToldAtOnceThoughNobodySupervises() {
    jcompose.run("stop");
    await().until(() -> !jcompose.isSupervised("shop"));

    Result result = jcompose.run("wait", "short", "web");

    assertThat(result.output().lines())
        .containsExactly(
            "container \"shop-short-1\" exited with status code 4",
            "container \"shop-web-1\" exited with status code 0");
    assertThat(result.code()).isZero();
    assertThat(jcompose.isSupervised("shop")).isFalse();
  }

  @Test
  void theProjectCanGoDownWithTheFirst() {
    Result result = jcompose.run("wait", "--down-project", "web", "short");

    assertThat(result.code()).as(result.error()).isEqualTo(4);
    assertThat(jcompose.run("ps", "-a", "-q").output()).isEmpty();
  }

  @Test
  void withoutAServiceItIsAUsageErrorAndWithoutAContainerAFailure() {
    assertThat(jcompose.run("wait").code()).isEqualTo(2);
    assertThat(jcompose.run("wait", "wbe").code()).isEqualTo(2);
    jcompose.run("rm", "-s", "-f", "web");

    assertThat(jcompose.run("wait", "web").error())
        .contains("there is no container of web to wait for");
  }
}
