package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Programs that are run in containers, as the kernel's own files show them. */
@Privileged
class ExecTest {
  private static final String ONE =
      """
      services:
        box:
          image: rootfs:/
          command: sleep 1000
          scale: 2
      """;

  @Test
  void aDetachedProgramMustOutliveTheCommandAndTheSupervisorAndEndWithItsContainer() {
    try (Stack stack = Stack.of("detached", ONE)) {
      stack.jcompose("up", "-d").succeeded();
      stack.jcompose("exec", "-d", "--index", "2", "box", "sleep", "987").succeeded();
      Optional<Long> pid = sleeper(stack);
      assertThat(pid).isPresent();

      Shell.run("kill", "-9", Long.toString(stack.supervisorPid())).succeeded();
      stack.jcompose("ps").succeeded();

      assertThat(sleeper(stack)).isEqualTo(pid);
      stack.jcompose("stop", "-t", "0").succeeded();
      await().until(() -> !Files.exists(Path.of("/proc/" + pid.orElseThrow())));
    }
  }

  @Test
  void aPrivilegedProgramMustHaveAllCapabilitiesAndNoFilter() {
    try (Stack stack = Stack.of("privileged", ONE)) {
      stack.jcompose("up", "-d").succeeded();
      String[] status = {
        "exec", "-T", "box", "grep", "-E", "^(CapEff|Seccomp):", "/proc/self/status"
      };

      String usual = stack.jcompose(status).succeeded();
      status[1] = "--privileged";
      String privileged = stack.jcompose(status).succeeded();

      assertThat(usual).contains("Seccomp:\t2").contains("00000000a80425fb");
      // all that root has here: a virtual machine may lack some
      String host = Shell.run("grep", "^CapBnd:", "/proc/self/status").succeeded();
      assertThat(privileged)
          .contains("Seccomp:\t0")
          .contains(host.replace("CapBnd:", "CapEff:").strip());
    }
  }

  @Test
  void theProgramMustSeeOnlyVariablesThatAreAskedFor() {
    Map<String, String> shell = Map.of("ASKED", "yes", "UNASKED", "secret");
    try (Stack stack = Stack.of("exec-env", ONE, shell)) {
      stack.jcompose("up", "-d").succeeded();

      assertThat(
              stack
                  .jcompose("exec", "-T", "-e", "ASKED", "-e", "GIVEN=1", "box", "env")
                  .succeeded())
          .contains("ASKED=yes\n", "GIVEN=1\n")
          .doesNotContain("UNASKED");
    }
  }

  @Test
  void aReplicaMustBePreferredToAOneOff() {
    try (Stack stack = Stack.of("exec-replica", ONE)) {
      stack.jcompose("run", "-d", "--name", "extra", "box").succeeded();
      stack.jcompose("up", "-d").succeeded();

      assertThat(namespace(stack, "exec", "-T", "box"))
          .isEqualTo(namespaceOf(stack.pid("exec-replica-box-1")));
    }
  }

  @Test
  void aOneOffMustBeTakenWhereNoReplicaRuns() {
    try (Stack stack = Stack.of("exec-one-off", ONE)) {
      stack.jcompose("run", "-d", "--name", "extra", "box").succeeded();

      assertThat(namespace(stack, "exec", "-T", "box")).isEqualTo(namespaceOf(stack.pid("extra")));
    }
  }

  @Test
  void anIndexMustChooseTheReplicaOfThatNumber() {
    try (Stack stack = Stack.of("exec-index", ONE)) {
      stack.jcompose("up", "-d").succeeded();

      assertThat(namespace(stack, "exec", "-T", "--index", "2", "box"))
          .isEqualTo(namespaceOf(stack.pid("exec-index-box-2")));
    }
  }

  @Test
  void anIndexMustNeverMeanAOneOff() {
    try (Stack stack = Stack.of("exec-number", ONE)) {
      stack.jcompose("run", "-d", "--name", "extra", "box").succeeded();

      Shell.Result exec = stack.jcompose("exec", "-T", "--index", "1", "box", "true");

      assertThat(exec.exitCode()).isEqualTo(1);
      assertThat(exec.error()).contains("number 1");
    }
  }

  @Test
  void aServiceThatDoesNotRunMustBeToldAsSuch() {
    try (Stack stack = Stack.of("exec-stopped", ONE)) {
      stack.jcompose("create").succeeded();

      Shell.Result exec = stack.jcompose("exec", "-T", "box", "true");

      assertThat(exec.exitCode()).isEqualTo(1);
      assertThat(exec.error()).contains("service 'box' is not running");
    }
  }

  @Test
  void theProgramMustRunAsTheUserAndInTheDirectoryThatAreAskedFor() {
    try (Stack stack = Stack.of("exec-user", ONE)) {
      stack.jcompose("up", "-d").succeeded();

      assertThat(
              stack
                  .jcompose(
                      "exec",
                      "-T",
                      "-u",
                      "65534:12",
                      "-w",
                      "/var/tmp",
                      "box",
                      "sh",
                      "-c",
                      "stat -Lc %u:%g /proc/self; pwd")
                  .succeeded())
          .isEqualTo("65534:12\n/var/tmp\n");
    }
  }

  @Test
  void outputAndErrorsMustStayApart() {
    try (Stack stack = Stack.of("exec-streams", ONE)) {
      stack.jcompose("up", "-d").succeeded();

      Shell.Result exec =
          stack.jcompose("exec", "-T", "box", "sh", "-c", "echo told; echo complained >&2");

      assertThat(exec.output()).isEqualTo("told\n");
      assertThat(exec.error()).isEqualTo("complained\n");
    }
  }

  /** Returns the namespace of processes that {@code command} runs a program in. */
  private static String namespace(Stack stack, String... command) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of("readlink", "/proc/self/ns/pid"));
    return stack.jcompose(words.toArray(String[]::new)).succeeded();
  }

  private static String namespaceOf(long pid) {
    return Shell.run("readlink", "/proc/" + pid + "/ns/pid").succeeded();
  }

  /** Returns the pid of the program, as the list of processes has it for the second replica. */
  private static Optional<Long> sleeper(Stack stack) {
    return stack
        .jcompose("top", "box")
        .succeeded()
        .lines()
        .filter(line -> line.endsWith("sleep 987"))
        .map(line -> line.split(" +", -1))
        .filter(words -> words[1].equals("2"))
        .map(words -> Long.valueOf(words[3]))
        .findFirst();
  }
}
