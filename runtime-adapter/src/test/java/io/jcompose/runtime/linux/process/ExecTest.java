package io.jcompose.runtime.linux.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.project.SecuritySettings;
import io.jcompose.model.value.Signal;
import io.jcompose.runtime.linux.process.Workbench.Started;
import io.jcompose.scheduler.runtime.ExecSpec;
import io.jcompose.scheduler.runtime.Privileged;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Privileged
class ExecTest {
  @TempDir Path directory;
  private Workbench bench;
  private Started container;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream error = new ByteArrayOutputStream();

  @BeforeEach
  void setUp() throws IOException {
    bench = Workbench.in(directory);
    container = bench.start("sleep", "infinity");
  }

  @AfterEach
  void tearDown() {
    bench.close();
  }

  private int exec(String input, Optional<String> user, String... arguments) {
    return bench
        .launcher()
        .exec(
            new ExecTarget(
                bench.project(),
                container.name(),
                container.process().pid(),
                container.process().startTicks(),
                UtsName.of("box"),
                Map.of("OF", "container"),
                "0",
                "/tmp",
                SecuritySettings.DEFAULT),
            new ExecSpec(
                List.of(arguments),
                Map.of("MORE", "1"),
                user,
                Optional.empty(),
                new ExecSpec.Streams.Piped(
                    new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                    output,
                    error)));
  }

  private int exec(String... arguments) {
    return exec("", Optional.empty(), arguments);
  }

  @Test
  void aProgramRunsInTheContainerWithItsStreams() {
    int code = exec("typed\n", Optional.empty(), "/bin/sh", "-c", "cat; echo e >&2; exit 5");

    assertThat(code).isEqualTo(5);
    assertThat(output).hasToString("typed\n");
    assertThat(error).hasToString("e\n");
  }

  @Test
  void itSharesTheContainersNamespacesAndLimits() {
    exec(
        "/bin/sh",
        "-c",
        "hostname; pwd; echo $OF $MORE; for n in pid cgroup; do readlink /proc/self/ns/$n"
            + " /proc/1/ns/$n | uniq | wc -l; done; cut -d: -f3 /proc/self/cgroup | sort -u;"
            + " grep -E '^(CapEff|Seccomp):' /proc/self/status | cut -f2; ls /proc/self/fd | wc -l");

    assertThat(output).hasToString("box\n/tmp\ncontainer 1\n1\n1\n/\n00000000a80425fb\n2\n4\n");
  }

  @Test
  void anotherUserIsTakenFromTheContainer() {
    exec("", Optional.of("daemon"), "id", "-un");

    assertThat(output).hasToString("daemon\n");
  }

  @Test
  void aMissingProgramEndsWith127AndAFileThatIsNoneWith126() {
    assertThat(exec("nosuchprogram")).isEqualTo(127);
    assertThat(exec("/etc/passwd")).isEqualTo(126);
    assertThat(error.toString(StandardCharsets.UTF_8)).contains("nosuchprogram", "/etc/passwd");
  }

  @Test
  void muchOutputArrivesWhole() {
    exec("/bin/sh", "-c", "head -c 3000000 /dev/zero");

    assertThat(output.size()).isEqualTo(3_000_000);
  }

  @Test
  void whatTheProgramLeavesRunningIsNotWaitedFor() {
    assertThat(exec("/bin/sh", "-c", "sleep infinity & echo started")).isZero();

    assertThat(output).hasToString("started\n");
  }

  @Test
  void interruptionKillsTheProgram() {
    Thread.currentThread().interrupt();

    int code = exec("sleep", "infinity");

    assertThat(code).isEqualTo(137);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aContainerThatEndedIsAClearFailure() {
    container.process().signal(Signal.KILL);
    container.exitCode();

    assertThatThrownBy(() -> exec("true"))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("does not run");
  }

  @Test
  void nothingIsMadeForAContainerThatWasTidiedUp() {
    container.process().signal(Signal.KILL);
    container.exitCode();
    bench.launcher().cleanUp(bench.project(), container.name());

    assertThatThrownBy(() -> exec("true")).isInstanceOf(RuntimeFailure.class);

    assertThat(
            Programs.run(
                "find", "/sys/fs/cgroup", "-maxdepth", "3", "-name", bench.project().value()))
        .isEmpty();
  }
}
