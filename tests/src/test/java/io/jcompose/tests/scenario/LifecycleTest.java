package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@Privileged
class LifecycleTest {
  private static final String TWO_SLEEPERS =
      """
      services:
        db:
          image: rootfs:/
          command: sh -c 'echo database is up; trap "exit 0" TERM; sleep 1000 & wait'
        web:
          image: rootfs:/
          command: sh -c 'echo web is up; trap "exit 0" TERM; sleep 1000 & wait'
          depends_on: [db]
      """;

  @Test
  void aStackGoesUpIsListedWritesLogsAndGoesDown() {
    try (Stack stack = Stack.of("story", TWO_SLEEPERS)) {
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.jcompose("ps", "--format", "json").succeeded().lines())
          .hasSize(2)
          .anySatisfy(line -> assertThat(line).contains("story-db-1", "\"State\":\"running\""))
          .anySatisfy(line -> assertThat(line).contains("story-web-1", "\"State\":\"running\""));
      assertThat(stack.jcompose("ps", "-a").succeeded()).contains("story-infra");
      await()
          .untilAsserted(
              () ->
                  assertThat(stack.jcompose("logs", "--no-color").succeeded().lines())
                      .anySatisfy(line -> assertThat(line).matches("db-1 +\\| database is up"))
                      .anySatisfy(line -> assertThat(line).matches("web-1 +\\| web is up")));

      stack.jcompose("down").succeeded();
      assertThat(stack.jcompose("ps", "-a", "-q").succeeded()).isEmpty();
      stack.jcompose("down").succeeded();
    }
  }

  @Test
  void anUnchangedStackIsLeftAloneAndAChangedServiceIsMadeAnew() {
    try (Stack stack = Stack.of("change", TWO_SLEEPERS)) {
      stack.jcompose("up", "-d").succeeded();
      long db = stack.pid("change-db-1");
      long web = stack.pid("change-web-1");

      stack.jcompose("up", "-d").succeeded();
      assertThat(stack.pid("change-db-1")).isEqualTo(db);
      assertThat(stack.pid("change-web-1")).isEqualTo(web);

      stack.rewrite(TWO_SLEEPERS + "    environment: {GREETING: hello}\n");
      stack.jcompose("up", "-d").succeeded();
      assertThat(stack.pid("change-db-1")).isEqualTo(db);
      assertThat(stack.pid("change-web-1")).isNotEqualTo(web);
      assertThat(stack.jcompose("exec", "-T", "web", "printenv", "GREETING").succeeded())
          .isEqualTo("hello\n");
    }
  }

  @Test
  void stopKeepsAContainerAndStartBringsItBackWithWhatItWrote() {
    try (Stack stack = Stack.of("stopping", TWO_SLEEPERS)) {
      stack.jcompose("up", "-d").succeeded();
      stack.jcompose("exec", "-T", "db", "sh", "-c", "echo kept > /var/tmp/note").succeeded();

      stack.jcompose("stop", "db").succeeded();
      assertThat(stack.jcompose("ps", "--format", "json").succeeded()).doesNotContain("db-1");
      assertThat(stack.jcompose("ps", "-a", "--format", "json").succeeded().lines())
          .anySatisfy(
              line ->
                  assertThat(line)
                      .contains("stopping-db-1", "\"State\":\"exited\"", "\"ExitCode\":0"));

      stack.jcompose("start", "db").succeeded();
      assertThat(stack.jcompose("exec", "-T", "db", "cat", "/var/tmp/note").succeeded())
          .isEqualTo("kept\n");
    }
  }

  @Test
  void everythingStoppedNeedsNoSupervisorAndStartsAgain() {
    try (Stack stack = Stack.of("resting", TWO_SLEEPERS)) {
      stack.jcompose("up", "-d").succeeded();
      stack.jcompose("stop").succeeded();
      assertThat(stack.jcompose("ps", "-q").succeeded()).isEmpty();

      stack.jcompose("start").succeeded();
      assertThat(stack.jcompose("ps", "-q").succeeded().lines()).hasSize(2);
      stack.jcompose("restart", "web").succeeded();
      assertThat(stack.jcompose("ps", "-q").succeeded().lines()).hasSize(2);
      stack.jcompose("kill", "-s", "KILL", "web").succeeded();
      await()
          .untilAsserted(
              () ->
                  assertThat(stack.jcompose("ps", "-a", "--format", "json").succeeded().lines())
                      .anySatisfy(
                          line -> assertThat(line).contains("resting-web-1", "\"ExitCode\":137")));
    }
  }

  @Test
  void aNamedVolumeOutlivesDownAndGoesWithDownV() {
    String text =
        """
        services:
          db:
            image: rootfs:/
            command: sleep 1000
            volumes: ["data:/var/data"]
            stop_grace_period: 0s
        volumes:
          data:
        """;
    try (Stack stack = Stack.of("volumes", text)) {
      stack.jcompose("up", "-d").succeeded();
      stack.jcompose("exec", "-T", "db", "sh", "-c", "echo kept > /var/data/note").succeeded();
      stack.jcompose("down").succeeded();

      stack.jcompose("up", "-d").succeeded();
      assertThat(stack.jcompose("exec", "-T", "db", "cat", "/var/data/note").succeeded())
          .isEqualTo("kept\n");

      stack.jcompose("down", "-v").succeeded();
      stack.jcompose("up", "-d").succeeded();
      assertThat(stack.jcompose("exec", "-T", "db", "ls", "/var/data").succeeded()).isEmpty();
    }
  }

  @Test
  void exitCodesTellWhatHappened() {
    try (Stack stack = Stack.of("codes", TWO_SLEEPERS)) {
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.jcompose("exec", "-T", "web", "sh", "-c", "exit 42").exitCode())
          .isEqualTo(42);
      assertThat(stack.jcompose("exec", "-T", "web", "/no/such/program").exitCode()).isEqualTo(127);
      assertThat(stack.jcompose("frobnicate").exitCode()).isEqualTo(2);
      assertThat(stack.jcompose("logs", "nobody").exitCode()).isEqualTo(2);
    }
  }

  @Test
  void inTheForegroundAnInterruptStopsTheStackAndTheExitCodeIs130() throws Exception {
    try (Stack stack = Stack.of("foreground", TWO_SLEEPERS)) {
      Path output = stack.scratch().resolve("output");
      Path error = stack.scratch().resolve("error");
      Process up = stack.start(output, error, "up");
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(Files.readString(output))
                      .contains("database is up")
                      .contains("web is up"));

      Shell.run("kill", "-INT", Long.toString(up.pid())).succeeded();

      assertThat(up.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(up.exitValue()).as(Files.readString(error)).isEqualTo(130);
      assertThat(stack.jcompose("ps", "-q").succeeded()).isEmpty();
      assertThat(stack.jcompose("ps", "-a", "-q").succeeded().lines()).hasSizeGreaterThan(1);
    }
  }

  @Test
  void inTheForegroundASecondInterruptKills() throws Exception {
    String stubborn =
        """
        services:
          deaf:
            image: rootfs:/
            command: sh -c 'trap "" TERM INT; echo cannot hear; while true; do sleep 1; done'
            stop_grace_period: 100s
        """;
    try (Stack stack = Stack.of("stubborn", stubborn)) {
      Path output = stack.scratch().resolve("output");
      Path error = stack.scratch().resolve("error");
      Process up = stack.start(output, error, "up");
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(Files.readString(output)).contains("cannot hear"));

      Shell.run("kill", "-INT", Long.toString(up.pid())).succeeded();
      await()
          .untilAsserted(
              () -> assertThat(Files.readString(error)).containsIgnoringCase("stopping"));
      Shell.run("kill", "-INT", Long.toString(up.pid())).succeeded();

      assertThat(up.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(up.exitValue()).isEqualTo(130);
    }
  }

  @Test
  void anInterruptEndsAWaitingUpInTheBackgroundAndWhatRunsRunsOn() throws Exception {
    String waiting =
        """
        services:
          slow:
            image: rootfs:/
            command: sleep 1000
            stop_grace_period: 0s
            healthcheck: {test: [CMD, "false"], interval: 1s, retries: 1000}
        """;
    try (Stack stack = Stack.of("impatient", waiting)) {
      Path output = stack.scratch().resolve("output");
      Path error = stack.scratch().resolve("error");
      Process up = stack.start(output, error, "up", "-d", "--wait");
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(Files.readString(error)).contains("Waiting"));

      Shell.run("kill", "-TERM", Long.toString(up.pid())).succeeded();

      assertThat(up.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(up.exitValue()).as(Files.readString(error)).isEqualTo(130);
      assertThat(stack.jcompose("ps", "-q").succeeded().lines()).hasSize(1);
    }
  }

  @Test
  void everyMistakeInAFileIsToldAtOnceAndNothingIsStarted() {
    String text =
        """
        services:
          web:
            imag: rootfs:/
            depends_on: [bd]
            ports: ["99999:80"]
          db:
            image: rootfs:/
            stop_grace_period: soon
        """;
    try (Stack stack = Stack.of("mistakes", text)) {
      Shell.Result result = stack.jcompose("up", "-d");

      assertThat(result.exitCode()).isEqualTo(3);
      assertThat(result.error())
          .contains("app.yaml:3:5: services.web.imag: ")
          .contains("'image'")
          .contains("app.yaml:4:18: services.web.depends_on")
          .contains("'db'")
          .contains("app.yaml:5:13: services.web.ports[0]")
          .contains("app.yaml:8:24: services.db.stop_grace_period");
      assertThat(stack.scratch().resolve("state").resolve("projects")).doesNotExist();
      stack.rewrite(TWO_SLEEPERS);
    }
  }

  @Test
  void aPortThatIsTakenIsToldBeforeAnythingStarts() throws Exception {
    String text =
        """
        services:
          web:
            image: rootfs:/
            command: sleep 1000
            ports: ["${PORT}:80"]
        """;
    try (var taken = new ServerSocket(0)) {
      String port = Integer.toString(taken.getLocalPort());
      try (Stack stack = Stack.of("taken", text, Map.of("PORT", port))) {
        Shell.Result result = stack.jcompose("up", "-d");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.error())
            .contains("cannot publish port " + port + " for service 'web'")
            .contains("process " + ProcessHandle.current().pid());
        assertThat(stack.jcompose("ps", "-q").succeeded()).isEmpty();
      }
    }
  }
}
