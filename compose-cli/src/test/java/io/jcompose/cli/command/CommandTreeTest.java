package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import io.jcompose.scheduler.fake.FakeProgram;
import io.jcompose.scheduler.runtime.Plans;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommandTreeTest {
  private static final String SHOP =
      """
      name: shop
      services:
        db:
          image: rootfs:/
          command: serve
        web:
          image: rootfs:/
          command: serve
          depends_on: [db]
          ports: ["8080:80"]
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
  void versionIsToldInThreeForms() {
    assertThat(jcompose.run("version").output()).isEqualTo("jcompose version 1.2.3\n");
    assertThat(jcompose.run("version", "--short").output()).isEqualTo("1.2.3\n");
    assertThat(jcompose.run("version", "--format", "json").output())
        .isEqualTo("{\"version\":\"1.2.3\"}\n");
    assertThat(jcompose.run("--version").output()).isEqualTo("jcompose version 1.2.3\n");
  }

  @Test
  void helpListsCommandsAndExitCodes() {
    Result help = jcompose.run("--help");

    assertThat(help.code()).isZero();
    assertThat(help.output())
        .contains("up ", "down ", "ps ", "logs ", "exec ", "config, convert ", "plan ", "load ")
        .contains("130   interrupted")
        .doesNotContain("supervise");
  }

  @Test
  void aMisspeltCommandIsAUsageErrorThatNamesTheNearest() {
    Result result = jcompose.run("vrsion");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.error())
        .isEqualTo(
            """
            jcompose: unmatched argument at index 0: 'vrsion'
              hint: did you mean 'version'?
            """);
  }

  @Test
  void aParentAloneNamesTheCommandsBelowIt() {
    Result result = jcompose.run("network");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.error())
        .isEqualTo(
            """
            jcompose: name what is to be done: ls, inspect, create, rm, prune, connect, disconnect
              hint: run 'jcompose network --help' to see what there is
            """);
    assertThat(jcompose.run("network", "list").code()).isZero();
  }

  @Test
  void aFlagThatIsNotCarriedIsAUsageError() {
    Result result = jcompose.run("up", "--insecure-registry");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.error()).contains("'--insecure-registry'");
  }

  @Test
  void anIllegalProjectNameIsAUsageError() {
    Result result = jcompose.run("-p", "No Good", "ps");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.error()).contains("project name 'No Good' may hold lower-case letters");
  }

  @Test
  void anInvalidFileIsExitCodeThreeWithPlaceAndHint() {
    jcompose.file("services:\n  web:\n    imag: rootfs:/\n");

    Result result = jcompose.run("up", "-d");

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.error()).contains("compose.yaml:3:5: services.web.imag: ");
    assertThat(jcompose.runtime().journal()).isEmpty();
  }

  @Test
  void upStartsAndPsLists() {
    Result up = jcompose.run("up", "-d");

    assertThat(up.code()).as(up.error()).isZero();
    assertThat(up.output()).isEmpty();
    assertThat(up.error()).contains(" Container shop-web-1  Started\n");
    assertThat(jcompose.run("ps").output().lines())
        .satisfiesExactly(
            line ->
                assertThat(line).matches("NAME +IMAGE +COMMAND +SERVICE +CREATED +STATUS +PORTS"),
            line ->
                assertThat(line)
                    .matches(
                        "shop-db-1 +rootfs:/ +\"serve\" +db +Less than a second ago +Up Less than a"
                            + " second"),
            line ->
                assertThat(line)
                    .matches("shop-web-1 .* 0\\.0\\.0\\.0:8080->80/tcp, \\[::\\]:8080->80/tcp"));
  }

  @Test
  void psAsJsonIsAnObjectALine() {
    jcompose.run("up", "-d");

    assertThat(jcompose.run("ps", "--format", "json", "web").output())
        .matches(
            "\\{\"ID\":\"[0-9a-f]+\",\"Name\":\"shop-web-1\",\"Image\":\"rootfs:/\","
                + "\"Command\":\"serve\",\"Project\":\"shop\",\"Service\":\"web\",.*"
                + "\"State\":\"running\",.*\"Health\":\"\",\"ExitCode\":0,.*"
                + "\"Publishers\":\\[\\{\"URL\":\"0.0.0.0\",\"TargetPort\":80,"
                + "\"PublishedPort\":8080,\"Protocol\":\"tcp\"},\\{\"URL\":\"::\".*\\}\n");
  }

  @Test
  void psShowsWhatRunsAndWithAllTheRestAndTheInfra() {
    jcompose.run("up", "-d");
    jcompose.run("stop", "web");

    assertThat(jcompose.run("ps", "-q").output().lines()).hasSize(1);
    assertThat(jcompose.run("ps", "-a").output())
        .contains("shop-db-1")
        .contains("Exited (0) Less than a second ago")
        .contains("shop-infra");
  }

  @Test
  void aProjectIsReachedByItsNameWithoutItsFiles() {
    jcompose.run("up", "-d");
    jcompose.file("this is no compose file");

    assertThat(jcompose.run("-p", "shop", "ps", "-q").output().lines()).hasSize(2);
    assertThat(jcompose.run("-p", "shop", "down").code()).isZero();
    assertThat(jcompose.runtime().containers().list(Plans.SHOP)).isEmpty();
  }

  @Test
  void stopStartAndRestartActOnTheServicesNamed() {
    jcompose.run("up", "-d");

    assertThat(jcompose.run("stop", "web").code()).isZero();
    assertThat(jcompose.run("start", "web").code()).isZero();
    assertThat(jcompose.run("restart", "-t", "1", "db").code()).isZero();
    assertThat(jcompose.runtime().journal())
        .containsSubsequence(
            "stop shop-web-1", "start shop-web-1", "stop shop-db-1", "start shop-db-1");
  }

  @Test
  void everythingStoppedStartsAgain() {
    jcompose.run("up", "-d");
    assertThat(jcompose.run("stop").code()).isZero();
    assertThat(jcompose.run("ps", "-q").output()).isEmpty();

    assertThat(jcompose.run("start").code()).isZero();

    assertThat(jcompose.run("ps", "-q").output().lines()).hasSize(2);
  }

  @Test
  void killSendsTheSignalNamed() {
    jcompose.run("up", "-d");

    assertThat(jcompose.run("kill", "-s", "TERM", "web").code()).isZero();

    await().until(() -> jcompose.run("ps", "-q").output().lines().count() == 1);
  }

  @Test
  void downTwiceIsHarmless() {
    jcompose.run("up", "-d");

    assertThat(jcompose.run("down").code()).isZero();
    Result again = jcompose.run("down");

    assertThat(again.code()).isZero();
    assertThat(again.error()).isEqualTo("jcompose: project 'shop' has no containers here\n");
    assertThat(directory.resolve("run").resolve("projects").resolve("shop")).doesNotExist();
  }

  @Test
  void anUnknownServiceIsToldWithTheKnownOnes() {
    jcompose.run("up", "-d");

    Result result = jcompose.run("logs", "wbe");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.error())
        .isEqualTo(
            """
            jcompose: no such service: 'wbe'
              hint: did you mean 'web'? choose from: db, web
            """);
  }

  @Test
  void aProjectThatIsNotHereIsToldWithWhatToDo() {
    Result result = jcompose.run("start");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.error())
        .isEqualTo(
            """
            jcompose: project 'shop' has no containers on this host
              hint: make them with 'jcompose up -d'
            """);
  }

  @Test
  void aFailedServiceFailsUpAndIsShownWithItsLastLines() {
    jcompose.file(
        """
        name: shop
        services:
          migrate:
            image: rootfs:/
            command: migrate
          web:
            image: rootfs:/
            command: serve
            depends_on:
              migrate: {condition: service_completed_successfully}
        """);
    jcompose
        .runtime()
        .program(
            List.of("migrate"),
            process -> {
              process.println("cannot migrate");
              process.exit(3);
            });

    Result result = jcompose.run("up", "-d");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.error())
        .contains("jcompose: container shop-migrate-1: ")
        .contains("  the last lines it wrote:\n    cannot migrate\n");
  }

  @Test
  void logsAreShownAfterTheirContainersNames() {
    jcompose
        .runtime()
        .program(
            List.of("serve"),
            process -> {
              process.println("hello");
              FakeProgram.serve().begin(process);
            });
    jcompose.run("up", "-d");

    assertThat(jcompose.run("logs").output().lines())
        .containsExactlyInAnyOrder("db-1   | hello", "web-1  | hello");
    assertThat(jcompose.run("logs", "--no-log-prefix", "web").output()).isEqualTo("hello\n");
    assertThat(jcompose.run("--ansi", "always", "logs", "db").output())
        .isEqualTo("\u001b[36mdb-1  | \u001b[0mhello\n");
    assertThat(jcompose.run("--ansi", "always", "logs", "--no-color", "db").output())
        .isEqualTo("db-1  | hello\n");
    assertThat(jcompose.run("logs", "-t", "--no-log-prefix", "db").output())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z hello\n");
    assertThat(jcompose.run("logs", "-n", "0", "db").output()).isEmpty();
  }

  @Test
  void whatContainersWriteToStandardErrorGoesToStandardError() {
    jcompose
        .runtime()
        .program(
            List.of("serve"),
            process -> {
              process.errorln("oh");
              FakeProgram.serve().begin(process);
            });
    jcompose.run("up", "-d");

    Result result = jcompose.run("logs", "db");

    assertThat(result.output()).isEmpty();
    assertThat(result.error()).isEqualTo("db-1  | oh\n");
  }

  @Test
  void logsOfATimeAreThoseWrittenThen() {
    jcompose
        .runtime()
        .program(
            List.of("serve"),
            process -> {
              process.println("hello");
              FakeProgram.serve().begin(process);
            });
    jcompose.run("up", "-d");

    assertThat(jcompose.run("logs", "--since", "1h", "db").output()).isNotEmpty();
    String tomorrow = Instant.now().plus(Duration.ofDays(1)).toString();
    assertThat(jcompose.run("logs", "--until", tomorrow, "db").output()).isNotEmpty();
    assertThat(jcompose.run("logs", "--since", tomorrow, "db").output()).isEmpty();
    assertThat(jcompose.run("logs", "--until", "1h", "db").output()).isEmpty();
    Result wrong = jcompose.run("logs", "--since", "soon", "db");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.error()).contains("'soon' is no point in time");
  }

  @Test
  void anIndexIsForOneService() {
    jcompose.run("up", "-d");

    Result result = jcompose.run("logs", "--index", "1");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.error())
        .isEqualTo(
            """
            jcompose: '--index' needs exactly one service
              hint: name the service whose replica it is
            """);
    assertThat(jcompose.run("logs", "--index", "1", "db").code()).isZero();
    assertThat(jcompose.run("logs", "--index", "2", "db").error())
        .isEqualTo(
            """
            jcompose: service 'db' has no container number 2
              hint: see with 'jcompose ps -a' which it has
            """);
  }

  @Test
  void whatNobodyKeepsIsToldAndOthersAreShown() {
    jcompose.file(
        """
        name: shop
        services:
          db: {image: 'rootfs:/', command: [serve], logging: {driver: none}}
          web: {image: 'rootfs:/', command: [serve]}
        """);
    jcompose
        .runtime()
        .program(
            List.of("serve"),
            process -> {
              process.println("hello");
              FakeProgram.serve().begin(process);
            });
    jcompose.run("up", "-d");

    Result result = jcompose.run("logs");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).isEqualTo("web-1  | hello\n");
    assertThat(result.error())
        .isEqualTo(
            """
            jcompose: nothing is kept of what service 'db' writes: its log driver is 'none'
              hint: remove 'logging.driver' from it, and run 'jcompose up -d'
            """);
  }

  @Test
  void followedLogsEndWithTheContainers() {
    jcompose
        .runtime()
        .program(
            List.of("serve"),
            process -> {
              process.println("hello");
              process.after(
                  Duration.ofMillis(500),
                  () -> {
                    process.println("good bye");
                    process.exit(0);
                  });
            });
    jcompose.run("up", "-d");

    Result result = jcompose.run("logs", "-f", "--no-log-prefix", "db");

    assertThat(result.code()).isZero();
    assertThat(result.output()).isEqualTo("hello\ngood bye\n");
  }

  @Test
  void inTheForegroundOutputIsShownUntilTheContainersEnd() {
    jcompose
        .runtime()
        .program(
            List.of("serve"),
            process -> {
              process.println("hello");
              process.after(Duration.ofMillis(300), () -> process.exit(0));
            });

    Result result = jcompose.run("up");

    assertThat(result.code()).as(result.error()).isZero();
    assertThat(result.output().lines())
        .containsExactlyInAnyOrder(
            "db-1   | hello",
            "web-1  | hello",
            "db-1 exited with code 0",
            "web-1 exited with code 0");
  }

  @Test
  void execEndsWithTheProgramsCodeAndItsOptionsAreItsOwn() {
    jcompose.run("up", "-d");
    jcompose.runtime().program(List.of("tool", "-e", "--verbose"), FakeProgram.exit(42));

    assertThat(jcompose.run("exec", "-T", "web", "tool", "-e", "--verbose").code()).isEqualTo(42);
  }

  @Test
  void execInAServiceThatDoesNotRunSaysSo() {
    jcompose.run("up", "-d");
    jcompose.run("stop", "web");

    Result result = jcompose.run("exec", "web", "true");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.error())
        .isEqualTo(
            """
            jcompose: service 'web' is not running
              hint: start it with 'jcompose start web'
            """);
  }

  @Test
  void configAndPlanAreShownAndNothingIsStarted() {
    assertThat(jcompose.run("config", "--services").output()).isEqualTo("db\nweb\n");
    assertThat(jcompose.run("config", "-q").output()).isEmpty();
    assertThat(jcompose.run("config").output()).contains("published: \"8080\"");
    assertThat(jcompose.run("plan").output())
        .startsWith("project shop\n  topology pod: ")
        .contains("publishes 8080:80/tcp for web");
    assertThat(jcompose.run("plan", "--format", "json").output()).startsWith("{\n");
    assertThat(jcompose.runtime().journal()).isEmpty();
  }

  @Test
  void onATerminalProgressIsDrawnInPlace() {
    Result result = jcompose.run("--progress", "tty", "--ansi", "never", "up", "-d");

    assertThat(result.error()).contains("\u001b[2K ✔ Container shop-web-1", "Started");
    assertThat(jcompose.run("--progress", "quiet", "down").error()).isEmpty();
  }
}
