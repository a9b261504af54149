package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What {@code start}, {@code stop} and {@code restart} touch of what is there, and in which order.
 */
@Privileged
class StartStopTest {
  private static final String WEB_NEEDS_DB =
      """
      services:
        db:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
        web:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
          depends_on: [db]
        other:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
      """;

  private static final String WEB_RESTARTS_WITH_DB =
      WEB_NEEDS_DB.replace("[db]", "{db: {condition: service_started, restart: true}}");

  @Test
  void startMustStartWhatTheNamedServiceNeedsAndNothingElse() {
    try (Stack stack = Stack.of("start-needs", WEB_NEEDS_DB)) {
      stack.jcompose("create").succeeded();

      stack.jcompose("start", "web").succeeded();

      assertThat(Listed.of(stack, "start-needs-db-1").state()).isEqualTo("running");
      assertThat(Listed.of(stack, "start-needs-web-1").state()).isEqualTo("running");
      assertThat(Listed.of(stack, "start-needs-other-1").state()).isEqualTo("created");
    }
  }

  @Test
  void startMustWaitUntilWhatAServiceNeedsIsHealthy() {
    String text =
        """
        services:
          db:
            image: rootfs:/
            command: sh -c 'sleep 1; touch /tmp/ready; exec sleep 1000'
            stop_grace_period: 0s
            healthcheck: {test: [CMD, test, -e, /tmp/ready], interval: 100ms, retries: 100}
          web:
            image: rootfs:/
            command: sleep 1000
            stop_grace_period: 0s
            depends_on: {db: {condition: service_healthy}}
        """;
    try (Stack stack = Stack.of("start-chain", text)) {
      stack.jcompose("create").succeeded();

      stack.jcompose("start").succeeded();

      assertThat(Listed.of(stack, "start-chain-db-1").health()).isEqualTo("healthy");
      // in ticks since the boot, as the kernel has it: db slept for a second before web was born
      assertThat(birth(stack.pid("start-chain-web-1")))
          .isGreaterThanOrEqualTo(birth(stack.pid("start-chain-db-1")) + ticksOfASecond());
    }
  }

  @Test
  void startMustMakeNothing() {
    try (Stack stack = Stack.of("start-nothing", WEB_NEEDS_DB)) {
      stack.jcompose("create", "db").succeeded();

      Shell.Result start = stack.jcompose("start", "other");

      assertThat(start.exitCode()).as(start.error()).isEqualTo(1);
      assertThat(start.error()).contains("other");
      assertThat(Listed.all(stack)).extracting(Listed::service).containsExactly("db");
    }
  }

  @Test
  void startMustLeaveAloneWhatRuns() {
    try (Stack stack = Stack.of("start-again", WEB_NEEDS_DB)) {
      stack.jcompose("up", "-d").succeeded();
      List<Listed> before = Listed.all(stack);

      stack.jcompose("start").succeeded();

      assertThat(Listed.all(stack)).isEqualTo(before);
    }
  }

  @Test
  void restartMustKeepTheContainerAndReplaceItsProcess() {
    try (Stack stack = Stack.of("restart-same", WEB_NEEDS_DB)) {
      stack.jcompose("up", "-d").succeeded();
      Listed before = Listed.of(stack, "restart-same-web-1");

      stack.jcompose("restart", "web").succeeded();

      Listed after = Listed.of(stack, "restart-same-web-1");
      assertThat(after.id()).isEqualTo(before.id());
      assertThat(after.created()).isEqualTo(before.created());
      assertThat(after.pid()).isNotEqualTo(before.pid());
    }
  }

  @Test
  void restartMustNotApplyWhatChangedInTheFile() {
    try (Stack stack = Stack.of("restart-old", WEB_NEEDS_DB)) {
      stack.jcompose("up", "-d").succeeded();
      stack.rewrite(WEB_NEEDS_DB + "    environment: {GREETING: hello}\n");

      stack.jcompose("restart", "other").succeeded();

      assertThat(stack.jcompose("exec", "-T", "other", "printenv", "GREETING").exitCode())
          .isEqualTo(1);
    }
  }

  @Test
  void restartMustStartWhatWasStopped() {
    try (Stack stack = Stack.of("restart-stopped", WEB_NEEDS_DB)) {
      stack.jcompose("up", "-d").succeeded();
      stack.jcompose("stop", "other").succeeded();

      stack.jcompose("restart", "other").succeeded();

      assertThat(Listed.of(stack, "restart-stopped-other-1").state()).isEqualTo("running");
    }
  }

  @Test
  void restartMustLeaveAloneWhoOnlyNeedsTheService() {
    try (Stack stack = Stack.of("restart-needed", WEB_NEEDS_DB)) {
      stack.jcompose("up", "-d").succeeded();
      long web = stack.pid("restart-needed-web-1");

      stack.jcompose("restart", "db").succeeded();

      assertThat(stack.pid("restart-needed-web-1")).isEqualTo(web);
    }
  }

  @Test
  void restartMustRestartWhoWantsToBeRestartedWithTheService() {
    try (Stack stack = Stack.of("restart-both", WEB_RESTARTS_WITH_DB)) {
      stack.jcompose("up", "-d").succeeded();
      long web = stack.pid("restart-both-web-1");

      stack.jcompose("restart", "db").succeeded();

      assertThat(stack.pid("restart-both-web-1")).isNotEqualTo(web);
    }
  }

  @Test
  void restartWithoutDependentsMustSpareThem() {
    try (Stack stack = Stack.of("restart-one", WEB_RESTARTS_WITH_DB)) {
      stack.jcompose("up", "-d").succeeded();
      long web = stack.pid("restart-one-web-1");

      stack.jcompose("restart", "--no-deps", "db").succeeded();

      assertThat(stack.pid("restart-one-web-1")).isEqualTo(web);
    }
  }

  @Test
  void restartMustSpareOneOffsOfAServiceThatIsRestartedWithAnother() {
    try (Stack stack = Stack.of("restart-guest", WEB_RESTARTS_WITH_DB)) {
      stack.jcompose("run", "-d", "--name", "extra", "web", "sleep", "1000").succeeded();
      long extra = stack.pid("extra");

      stack.jcompose("restart", "db").succeeded();

      assertThat(stack.pid("extra")).isEqualTo(extra);
    }
  }

  @Test
  void stopMustEndWhoNeedsAServiceBeforeTheService() {
    String text =
        """
        services:
          db:
            image: rootfs:/
            command: &say sh -c 'trap "echo $$NAME >> /order/list; exit 0" TERM; sleep 1000 & wait'
            environment: {NAME: db}
            volumes: ["./order:/order"]
          web:
            image: rootfs:/
            command: *say
            environment: {NAME: web}
            volumes: ["./order:/order"]
            depends_on: [db]
        """;
    try (Stack stack = Stack.of("stop-order", text)) {
      stack.jcompose("up", "-d").succeeded();
      awaitTraps(stack, "stop-order-db-1", "stop-order-web-1");

      stack.jcompose("stop").succeeded();

      assertThat(stack.directory().resolve("order/list")).hasContent("web\ndb\n");
    }
  }

  @Test
  void aTimeoutMustBeatTheGracePeriodOfTheFile() throws Exception {
    String text =
        """
        services:
          deaf:
            image: rootfs:/
            command: sh -c 'trap "" TERM; while :; do sleep 1; done'
            stop_grace_period: 10m
        """;
    try (Stack stack = Stack.of("stop-timeout", text)) {
      stack.jcompose("up", "-d").succeeded();
      awaitTraps(stack, "stop-timeout-deaf-1");

      Process stop =
          stack.start(
              stack.scratch().resolve("output"),
              stack.scratch().resolve("error"),
              "stop",
              "-t",
              "0");

      assertThat(stop.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(Listed.of(stack, "stop-timeout-deaf-1").exitCode()).isEqualTo(137);
    }
  }

  @Test
  void aStopByTheUserMustBeRememberedOverTheDeathOfTheSupervisor() {
    String text = WEB_NEEDS_DB.replace("command:", "restart: always\n    command:");
    try (Stack stack = Stack.of("stop-remembered", text)) {
      stack.jcompose("up", "-d").succeeded();
      stack.jcompose("stop", "other").succeeded();

      Shell.run("kill", "-9", Long.toString(stack.supervisorPid())).succeeded();
      long db = stack.pid("stop-remembered-db-1");
      Shell.run("kill", "-9", Long.toString(db)).succeeded();

      // the next supervisor is at work once it has restarted what it must
      await()
          .untilAsserted(
              () ->
                  assertThat(Listed.of(stack, "stop-remembered-db-1").pid())
                      .isPositive()
                      .isNotEqualTo(db));
      assertThat(Listed.of(stack, "stop-remembered-other-1").state()).isEqualTo("exited");
    }
  }

  /** Waits until the shells of these containers heed or ignore SIGTERM, as the kernel tells. */
  private static void awaitTraps(Stack stack, String... containers) {
    for (String container : containers) {
      Path status = Path.of("/proc/" + stack.pid(container) + "/status");
      await().untilAsserted(() -> assertThat(status).content().containsPattern(TERM_IS_TRAPPED));
    }
  }

  /** SIGTERM is the fifteenth bit of the set of signals that are caught or ignored. */
  private static final String TERM_IS_TRAPPED = "Sig(Cgt|Ign):\\t[0-9a-f]{12}[4-7c-f][0-9a-f]{3}\n";

  /** When a process began, in ticks since the boot: the twenty-second field. */
  private static long birth(long pid) {
    String stat = Shell.run("cat", "/proc/" + pid + "/stat").succeeded();
    return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19]);
  }

  private static long ticksOfASecond() {
    return Long.parseLong(Shell.run("getconf", "CLK_TCK").succeeded().strip());
  }
}
