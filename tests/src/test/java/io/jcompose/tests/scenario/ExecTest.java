package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.nio.file.Files;
import java.nio.file.Path;
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
