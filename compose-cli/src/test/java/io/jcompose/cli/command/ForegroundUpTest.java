package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import io.jcompose.model.value.Signal;
import io.jcompose.scheduler.fake.FakeProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ForegroundUpTest {
  private static final Duration SOON = Duration.ofMillis(100);
  private static final Duration LATER = Duration.ofMillis(600);

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
                  db: {image: "rootfs:/", command: db, stop_grace_period: 0s}
                  web: {image: "rootfs:/", command: web, depends_on: [db]}
                  job: {image: "rootfs:/", command: job}
                """);
    program("db", "db", FakeProgram.serve());
    program("web", "web", FakeProgram.serve());
    program("job", "job", FakeProgram.serve());
  }

  @AfterEach
  void close() {
    jcompose.run("down", "-t", "0");
    jcompose.close();
  }

  /** Teaches a command to say a line and then to do what {@code program} does. */
  private void program(String command, String line, FakeProgram program) {
    jcompose
        .runtime()
        .program(
            List.of(command),
            process -> {
              process.println(line);
              program.begin(process);
            });
  }

  @Test
  void theFirstContainerThatEndsStopsAllAndItsCodeIsTheCommands() {
    program("job", "job", FakeProgram.exitAfter(SOON, 3));

    Result result = jcompose.run("up", "--abort-on-container-exit");

    assertThat(result.code()).as(result.error()).isEqualTo(3);
    assertThat(result.output()).contains("job-1 exited with code 3");
    assertThat(result.error()).contains("Stopping, as shop-job-1 exited with code 3");
    assertThat(jcompose.run("ps", "-q").output()).isEmpty();
  }

  @Test
  void theFirstContainerThatEndsWithZeroEndsTheCommandWithZero() {
    program("job", "job", FakeProgram.exitAfter(SOON, 0));

    assertThat(jcompose.run("up", "--abort-on-container-exit").code()).isZero();
    assertThat(jcompose.run("ps", "-q").output()).isEmpty();
  }

  @Test
  void aContainerThatEndsBeforeAllAreUpStopsAllToo() {
    program("db", "db", FakeProgram.exit(5));

    Result result = jcompose.run("up", "--abort-on-container-exit");

    assertThat(result.code()).as(result.error()).isEqualTo(5);
    assertThat(result.output()).contains("db-1   | db");
    assertThat(jcompose.run("ps", "-q").output()).isEmpty();
  }

  @Test
  void containersThatEndWithZeroAreNoFailures() {
    program("db", "db", FakeProgram.exitAfter(SOON, 0));
    program("job", "job", FakeProgram.exitAfter(LATER, 4));

    Result result = jcompose.run("up", "--abort-on-container-failure");

    assertThat(result.code()).as(result.error()).isEqualTo(4);
    assertThat(result.output()).contains("db-1 exited with code 0", "job-1 exited with code 4");
  }

  @Test
  void theWantedServicesCodeIsTheCommandsThoughAnotherEndedFirst() {
    program("job", "job", FakeProgram.exitAfter(SOON, 3));
    program("web", "web", process -> process.onSignal(Signal.TERM, () -> process.exit(143)));

    assertThat(jcompose.run("up", "--exit-code-from", "web").code()).isEqualTo(143);
  }

  @Test
  void whatEndedBeforeAndIsNotRunAgainHasEnded() {
    program("job", "job", FakeProgram.exitAfter(SOON, 0));
    jcompose.run("up", "--exit-code-from", "job");

    Result again = jcompose.run("up", "--exit-code-from", "job");

    assertThat(again.code()).as(again.error()).isZero();
    assertThat(again.error()).contains("Stopping, as shop-job-1 exited with code 0");
    assertThat(again.output()).doesNotContain("job");
  }

  @Test
  void aContainerThatIsStartedAgainHasNotEnded() {
    jcompose.file(
        """
        name: shop
        services:
          flaky: {image: "rootfs:/", command: flaky, restart: "on-failure:2"}
          job: {image: "rootfs:/", command: job}
        """);
    program("flaky", "flaky", FakeProgram.exitAfter(SOON, 7));

    Result result = jcompose.run("up", "--abort-on-container-exit");

    assertThat(result.code()).as(result.error()).isEqualTo(7);
    assertThat(result.output().split("flaky-1 exited with code 7", -1)).hasSize(4);
  }

  @Test
  void survivorsAreHeardUntilTheyHaveStopped() {
    program("job", "job", FakeProgram.exitAfter(SOON, 1));
    program(
        "web",
        "web",
        process ->
            process.onSignal(
                Signal.TERM,
                () -> {
                  process.println("good bye");
                  process.exit(0);
                }));

    assertThat(jcompose.run("up", "--abort-on-container-exit").output())
        .contains("web-1  | good bye");
  }

  @Test
  void namedServicesAreShownAndAwaitedAloneAndDependenciesRunOn() {
    program("web", "web", FakeProgram.exitAfter(SOON, 0));

    Result result = jcompose.run("up", "web");

    assertThat(result.code()).as(result.error()).isZero();
    assertThat(result.output()).contains("web-1  | web").doesNotContain("db-1");
    assertThat(jcompose.run("ps").output()).contains("shop-db-1").doesNotContain("shop-web-1");
  }

  @Test
  void dependenciesAreShownIfAskedFor() {
    program("web", "web", FakeProgram.exitAfter(SOON, 0));

    assertThat(jcompose.run("up", "--attach-dependencies", "web").output())
        .contains("web-1  | web", "db-1   | db")
        .doesNotContain("job");
  }

  @Test
  void whatIsToldNotToBeShownIsNotShown() {
    jcompose.file(
        """
        name: shop
        services:
          quiet: {image: "rootfs:/", command: quiet, attach: false}
          db: {image: "rootfs:/", command: db}
          job: {image: "rootfs:/", command: job}
        """);
    program("quiet", "quiet", FakeProgram.serve());
    program("db", "db", FakeProgram.exitAfter(SOON, 0));
    program("job", "job", FakeProgram.exitAfter(SOON, 0));

    Result all = jcompose.run("up");
    Result one = jcompose.run("up", "--force-recreate", "--no-attach", "job");
    Result chosen =
        jcompose.run(
            "up",
            "--force-recreate",
            "--attach",
            "quiet",
            "--attach",
            "db",
            "--exit-code-from",
            "db");

    assertThat(all.output()).contains("| db", "| job").doesNotContain("quiet");
    assertThat(one.output()).contains("| db").doesNotContain("job");
    assertThat(chosen.output()).contains("quiet-1 ", "| db").doesNotContain("job");
  }

  @ParameterizedTest
  @CsvSource({
    "-d --abort-on-container-exit, --detach and --abort-on-container-exit",
    "-d --abort-on-container-failure, --detach and --abort-on-container-failure",
    "-d --exit-code-from db, --detach and --exit-code-from",
    "-d --attach db, --detach and --attach",
    "-d --attach-dependencies, --detach and --attach-dependencies",
    "-d --watch, --detach and --watch",
    "--wait --abort-on-container-exit, --wait and --abort-on-container-exit",
    "--wait --abort-on-container-failure, --wait and --abort-on-container-failure",
    "--wait --attach db, --wait and --attach",
    "--wait --attach-dependencies, --wait and --attach-dependencies",
    "--wait -w, --wait and --watch",
    "--abort-on-container-exit --abort-on-container-failure,"
        + " --abort-on-container-exit and --abort-on-container-failure",
    "--watch --no-build, --no-build and --watch",
    "-w --no-start, --no-start and --watch",
    "--attach db --no-deps web, cannot attach to 'db': it is not part of this 'up'",
    "--exit-code-from job web, cannot take the exit code of 'job'",
    "--no-attach dbb, no such service: 'dbb'",
  })
  void flagsThatDoNotGoTogetherAreWrongUsageBeforeAnythingHappens(String flags, String message) {
    Result result = jcompose.run(("up " + flags).split(" "));

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.error()).contains(message);
    assertThat(jcompose.runtime().journal()).isEmpty();
  }

  @Test
  void theMenuIsAcceptedAndNotShown() {
    program("db", "db", FakeProgram.exitAfter(SOON, 0));

    assertThat(jcompose.run("up", "--menu=false", "db").code()).isZero();
    assertThat(jcompose.run("up", "--menu", "db").code()).isZero();
  }
}
