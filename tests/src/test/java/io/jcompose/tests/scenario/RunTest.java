package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What {@code run} starts besides its own container, how it ends, and what it leaves. */
@Privileged
class RunTest {
  private static final String BOX =
      """
      services:
        box:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
      """;

  private static final String WEB_NEEDS_DB =
      """
      services:
        db:
          image: rootfs:/
          command: sh -c 'sleep 1; touch /tmp/ready; exec sleep 1000'
          stop_grace_period: 0s
          healthcheck: {test: [CMD, test, -e, /tmp/ready], interval: 100ms, retries: 100}
        web:
          image: rootfs:/
          stop_grace_period: 0s
          depends_on: {db: {condition: service_healthy}}
      """;

  @Test
  void theCodeOfTheProgramMustBeTheCodeOfRun() {
    try (Stack stack = Stack.of("run-code", BOX)) {
      assertThat(stack.jcompose("run", "--rm", "box", "sh", "-c", "exit 7").exitCode())
          .isEqualTo(7);
    }
  }

  @Test
  void aProgramThatDoesNotExistMustGive127() {
    try (Stack stack = Stack.of("run-nothing", BOX)) {
      Shell.Result run = stack.jcompose("run", "--rm", "box", "/no/such/program");

      assertThat(run.exitCode()).as(run.error()).isEqualTo(127);
      assertThat(run.error()).contains("/no/such/program");
    }
  }

  @Test
  void aFileThatCannotBeExecutedMustGive126() {
    try (Stack stack = Stack.of("run-text", BOX)) {
      Shell.Result run = stack.jcompose("run", "--rm", "box", "/etc/passwd");

      assertThat(run.exitCode()).as(run.error()).isEqualTo(126);
    }
  }

  @Test
  void aProgramThatASignalEndedMustGive128AndItsNumber() throws Exception {
    try (Stack stack = Stack.of("run-killed", BOX)) {
      Path output = stack.scratch().resolve("output");
      Path error = stack.scratch().resolve("error");
      Process run = stack.start(output, error, "run", "--name", "victim", "box");
      await()
          .atMost(30, TimeUnit.SECONDS)
          .untilAsserted(() -> assertThat(Listed.of(stack, "victim").pid()).isPositive());

      Shell.run("kill", "-9", Long.toString(stack.pid("victim"))).succeeded();

      assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(run.exitValue()).as(Files.readString(error)).isEqualTo(137);
    }
  }

  @Test
  void outputAndErrorsOfTheProgramMustStayApartAndProgressMustBeNoOutput() {
    try (Stack stack = Stack.of("run-streams", BOX)) {
      Shell.Result run =
          stack.jcompose("run", "--rm", "box", "sh", "-c", "echo told; echo complained >&2");

      assertThat(run.output()).isEqualTo("told\n");
      assertThat(run.error()).contains("complained\n").doesNotContain("told");
    }
  }

  @Test
  void aDetachedRunMustPrintTheContainerAndReturnWhileItRuns() {
    try (Stack stack = Stack.of("run-detached", BOX)) {
      String printed = stack.jcompose("run", "-d", "box").succeeded();

      assertThat(printed.lines()).hasSize(1);
      Listed container = Listed.of(stack, printed.strip());
      assertThat(container.state()).isEqualTo("running");
      assertThat(printed).matches("run-detached-box-run-[0-9a-f]{12}\n");
    }
  }

  @Test
  void anEndedContainerMustStayUnlessRmIsGiven() {
    try (Stack stack = Stack.of("run-kept", BOX)) {
      stack.jcompose("run", "--name", "kept", "box", "true").succeeded();
      stack.jcompose("run", "--rm", "--name", "gone", "box", "true").succeeded();

      assertThat(Listed.all(stack)).extracting(Listed::name).containsExactly("kept");
    }
  }

  @Test
  void whatTheServiceNeedsMustBeHealthyBeforeItRuns() {
    try (Stack stack = Stack.of("run-needy", WEB_NEEDS_DB)) {
      stack.jcompose("run", "--rm", "web", "true").succeeded();

      assertThat(Listed.of(stack, "run-needy-db-1").health()).isEqualTo("healthy");
      assertThat(Listed.find(stack, "run-needy-web-1")).isEmpty();
    }
  }

  @Test
  void withoutDependenciesNothingElseMustBeStarted() {
    try (Stack stack = Stack.of("run-alone", WEB_NEEDS_DB)) {
      stack.jcompose("run", "--rm", "--no-deps", "web", "true").succeeded();

      assertThat(Listed.all(stack)).isEmpty();
    }
  }

  @Test
  void aDependencyThatFailsMustKeepTheProgramFromRunning() {
    String text =
        """
        services:
          setup:
            image: rootfs:/
            command: sh -c 'exit 3'
          web:
            image: rootfs:/
            depends_on: {setup: {condition: service_completed_successfully}}
        """;
    try (Stack stack = Stack.of("run-hindered", text)) {
      Shell.Result run = stack.jcompose("run", "--rm", "web", "echo", "it ran");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.output()).isEmpty();
      assertThat(run.error()).contains("setup").contains("3");
    }
  }

  @Test
  void anOptionalDependencyOfAnInactiveProfileMustBeSkipped() {
    String text =
        """
        services:
          debugger:
            image: rootfs:/
            command: sleep 1000
            profiles: [debug]
          web:
            image: rootfs:/
            depends_on: {debugger: {condition: service_started, required: false}}
        """;
    try (Stack stack = Stack.of("run-optional", text)) {
      stack.jcompose("run", "--rm", "web", "true").succeeded();

      assertThat(Listed.all(stack)).isEmpty();
    }
  }

  @Test
  void aServiceOfAnInactiveProfileMustRunWhenItIsNamed() {
    String text = BOX + "    profiles: [tools]\n";
    try (Stack stack = Stack.of("run-profile", text)) {
      assertThat(stack.jcompose("run", "--rm", "box", "echo", "it ran").succeeded())
          .isEqualTo("it ran\n");
    }
  }

  @Test
  void aServiceInTheNetworkOfAnotherMustRunThere() {
    String text =
        """
        services:
          owner:
            image: rootfs:/
            command: sleep 1000
            stop_grace_period: 0s
          guest:
            image: rootfs:/
            network_mode: service:owner
        """;
    try (Stack stack = Stack.of("run-guest", text)) {
      String guest =
          stack.jcompose("run", "--rm", "guest", "readlink", "/proc/self/ns/net").succeeded();

      long owner = stack.pid("run-guest-owner-1");
      assertThat(guest).isEqualTo(Shell.run("readlink", "/proc/" + owner + "/ns/net").succeeded());
    }
  }

  @Test
  void aRunningServiceMustNotBeTouchedByARunBesideIt() {
    try (Stack stack = Stack.of("run-beside", BOX)) {
      stack.jcompose("up", "-d").succeeded();
      long replica = stack.pid("run-beside-box-1");

      stack.jcompose("run", "-d", "--name", "first", "box").succeeded();
      stack.jcompose("run", "-d", "--name", "second", "box").succeeded();

      assertThat(Listed.all(stack))
          .allSatisfy(container -> assertThat(container.state()).isEqualTo("running"))
          .extracting(Listed::name)
          .containsExactlyInAnyOrder("run-beside-box-1", "first", "second");
      assertThat(stack.pid("run-beside-box-1")).isEqualTo(replica);
    }
  }

  @Test
  void theRestartPolicyOfTheServiceMustNotRestartItsOneOff() {
    String text = BOX + "    restart: always\n";
    try (Stack stack = Stack.of("run-once", text)) {
      stack.jcompose("run", "--name", "once", "box", "sh", "-c", "echo x >> /tmp/starts; exit 3");

      Listed once = Listed.of(stack, "once");
      assertThat(once.state()).isEqualTo("exited");
      assertThat(once.exitCode()).isEqualTo(3);
      stack.jcompose("cp", "--all", "box:/tmp/starts", "starts").succeeded();
      assertThat(stack.directory().resolve("starts")).hasContent("x\n");
    }
  }

  @Test
  void oneOffsMustNotBeListedUnlessAllAreAskedFor() {
    try (Stack stack = Stack.of("run-hidden", BOX)) {
      stack.jcompose("up", "-d").succeeded();
      stack.jcompose("run", "-d", "--name", "extra", "box").succeeded();

      assertThat(stack.jcompose("ps", "--format", "{{.Name}}").succeeded())
          .isEqualTo("run-hidden-box-1\n");
      assertThat(Listed.find(stack, "extra")).isPresent();
    }
  }

  @Test
  void downMustRemoveOneOffsThatRunAndThoseThatEnded() {
    try (Stack stack = Stack.of("run-down", BOX)) {
      stack.jcompose("run", "--name", "ended", "box", "true").succeeded();
      stack.jcompose("run", "-d", "--name", "runs", "box").succeeded();
      long pid = stack.pid("runs");

      stack.jcompose("down").succeeded();

      assertThat(Listed.all(stack)).isEmpty();
      assertThat(Path.of("/proc/" + pid)).doesNotExist();
    }
  }

  @Test
  void stopMustLeaveOneOffsRunning() {
    assertThatOneOffIsSparedBy("run-stop", "stop");
  }

  @Test
  void restartMustLeaveOneOffsRunning() {
    assertThatOneOffIsSparedBy("run-restart", "restart");
  }

  @Test
  void killMustLeaveOneOffsRunning() {
    assertThatOneOffIsSparedBy("run-kill", "kill");
  }

  @Test
  void removingMustLeaveOneOffsRunning() {
    assertThatOneOffIsSparedBy("run-rm", "rm", "-s", "-f");
  }

  @Test
  void upMustLeaveOneOffsRunning() {
    assertThatOneOffIsSparedBy("run-up", "up", "-d", "--force-recreate", "--remove-orphans");
  }

  @Test
  void startMustNotStartOneOffsThatEnded() {
    try (Stack stack = Stack.of("run-start", BOX)) {
      stack.jcompose("run", "--name", "ended", "box", "true").succeeded();
      stack.jcompose("create").succeeded();

      stack.jcompose("start").succeeded();

      assertThat(Listed.of(stack, "run-start-box-1").state()).isEqualTo("running");
      assertThat(Listed.of(stack, "ended").state()).isEqualTo("exited");
    }
  }

  private static void assertThatOneOffIsSparedBy(String project, String... command) {
    try (Stack stack = Stack.of(project, BOX)) {
      stack.jcompose("up", "-d").succeeded();
      stack.jcompose("run", "-d", "--name", "extra", "box").succeeded();
      List<Listed> before = Listed.all(stack);

      stack.jcompose(command).succeeded();

      List<Listed> after = Listed.all(stack);
      assertThat(after).filteredOn("name", "extra").isEqualTo(named(before, "extra"));
      String replica = project + "-box-1";
      assertThat(named(after, replica)).as("the replica").isNotEqualTo(named(before, replica));
    }
  }

  private static List<Listed> named(List<Listed> containers, String name) {
    return containers.stream().filter(container -> container.name().equals(name)).toList();
  }
}
