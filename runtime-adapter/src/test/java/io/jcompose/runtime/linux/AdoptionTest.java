package io.jcompose.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.project.Mount;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.Signal;
import io.jcompose.runtime.Runtimes;
import io.jcompose.runtime.host.Host;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.Containers.RemoveOptions;
import io.jcompose.scheduler.runtime.ExitStatus;
import io.jcompose.scheduler.runtime.Logs.LogLine;
import io.jcompose.scheduler.runtime.Logs.LogReader;
import io.jcompose.scheduler.runtime.Privileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers outlive the process that started them, however that one ends. */
@Privileged
class AdoptionTest {
  private static final String NUMBERS = "i=0; while :; do echo $i; i=$((i+1)); sleep 0.01; done";
  private static final String LAST_WORDS =
      "echo first words; while [ ! -e /flags/go ]; do sleep 0.02; done; echo last words; exit 9";

  private final String project = "adoption-" + UUID.randomUUID().toString().substring(0, 8);
  private final ContainerName container = new ContainerName(project + "-web-1");
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  @TempDir Path directory;

  @AfterEach
  void removeAll() {
    try (ContainerRuntime runtime = open()) {
      runtime.adopt(new ProjectName(project));
      runtime.containers().stop(container, Signal.KILL, Duration.ZERO);
      runtime.containers().remove(container, new RemoveOptions(true));
      Specs.remove(runtime, new ProjectName(project));
    }
    assertThat(warnings).isEmpty();
  }

  @Test
  void noLineIsLostOrDoubledWhenTheSupervisorIsKilledAgainAndAgain() throws Exception {
    Process first = supervise(NUMBERS);
    awaitLines(50);
    kill(first);
    for (int round = 0; round < 3; round++) {
      int before = lines().size();
      Process next = supervise(NUMBERS);
      awaitLines(before + 50);
      kill(next);
    }

    try (ContainerRuntime runtime = open()) {
      assertThat(runtime.adopt(new ProjectName(project)))
          .singleElement()
          .matches(ContainerStatus::running);
      runtime.containers().stop(container, Signal.KILL, Duration.ZERO);
    }
    List<String> lines = lines();
    assertThat(lines)
        .isEqualTo(IntStream.range(0, lines.size()).mapToObj(Integer::toString).toList());
  }

  @Test
  void lastWordsSpokenWhileNobodyListensAreKept() throws Exception {
    Process supervisor = supervise(LAST_WORDS);
    awaitLines(1);
    kill(supervisor);
    endUnwatched();

    try (ContainerRuntime runtime = open()) {
      ContainerStatus status = runtime.adopt(new ProjectName(project)).get(0);
      assertThat(status.state()).isEqualTo(ContainerStatus.State.EXITED);
      assertThat(status.exit()).map(ExitStatus::code).contains(ExitStatus.UNKNOWN);
      assertThat(lines()).containsExactly("first words", "last words");

      runtime.containers().start(container);
      assertThat(runtime.containers().exit(container).toCompletableFuture().get().code())
          .isEqualTo(9);
      assertThat(lines()).containsExactly("first words", "last words", "first words", "last words");
    }
  }

  @Test
  void anEndIsToldOnlyOnceSomebodyHasRecordedIt() throws Exception {
    Process supervisor = supervise(LAST_WORDS);
    awaitLines(1);
    kill(supervisor);
    endUnwatched();

    try (ContainerRuntime reader = open()) {
      ContainerStatus before = reader.containers().find(container).orElseThrow();
      assertThat(before.state()).isEqualTo(ContainerStatus.State.RUNNING);
      assertThat(before.exit()).isEmpty();
      assertThat(before.pid()).isEmpty();
    }
    try (ContainerRuntime runtime = open()) {
      assertThat(runtime.adopt(new ProjectName(project)))
          .singleElement()
          .extracting(ContainerStatus::state)
          .isEqualTo(ContainerStatus.State.EXITED);
    }
  }

  @Test
  void theExitOfAContainerThatSomebodyElseStartedIsSeen() throws Exception {
    Process supervisor = supervise(LAST_WORDS);
    awaitLines(1);
    kill(supervisor);

    try (ContainerRuntime runtime = open()) {
      runtime.adopt(new ProjectName(project));
      Files.createFile(directory.resolve("flags/go"));
      assertThat(runtime.containers().exit(container).toCompletableFuture().get().code())
          .isEqualTo(kernelTellsStrangersExitCodes() ? 9 : ExitStatus.UNKNOWN);
      assertThat(lines()).containsExactly("first words", "last words");
    }
  }

  @Test
  void aProcessThatWasStartedButNotRecordedIsEnded() throws Exception {
    Process supervisor = supervise(NUMBERS);
    awaitLines(1);
    kill(supervisor);
    long pid = pid();
    // as if the kill had come between the start of the program and its record
    Files.delete(
        directory
            .resolve("state/projects")
            .resolve(project)
            .resolve("containers")
            .resolve(container.value())
            .resolve("run.json"));

    try (ContainerRuntime runtime = open()) {
      assertThat(runtime.adopt(new ProjectName(project)).get(0).state())
          .isEqualTo(ContainerStatus.State.CREATED);
    }
    // it is the host's process 1 that takes it out of the process table
    await().until(() -> ProcessHandle.of(pid).isEmpty());
  }

  /** PIDFD_INFO_EXIT came with Linux 6.15. */
  private static boolean kernelTellsStrangersExitCodes() {
    String[] release = System.getProperty("os.version").split("\\D+", 3);
    int major = Integer.parseInt(release[0]);
    return major > 6 || (major == 6 && Integer.parseInt(release[1]) >= 15);
  }

  private void endUnwatched() throws IOException {
    long pid = pid();
    Files.createFile(directory.resolve("flags/go"));
    await().until(() -> ProcessHandle.of(pid).isEmpty());
  }

  private long pid() {
    return findPid().orElseThrow();
  }

  private Optional<Long> findPid() {
    try (ContainerRuntime runtime = open()) {
      return runtime.containers().find(container).flatMap(ContainerStatus::pid);
    }
  }

  private Process supervise(String script) throws IOException {
    Files.createDirectories(directory.resolve("flags"));
    return new ProcessBuilder(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Supervisor.class.getName(),
                directory.toString(),
                project,
                script))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void kill(Process supervisor) throws InterruptedException {
    assertThat(supervisor.destroyForcibly().waitFor()).isEqualTo(128 + 9);
  }

  private void awaitLines(int count) {
    await()
        .atMost(Duration.ofSeconds(60))
        // the first words come before the run is recorded
        .until(() -> Files.exists(log()) && lines().size() >= count && findPid().isPresent());
  }

  private Path log() {
    return directory.resolve("state/names").resolve(container.value());
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    try (ContainerRuntime runtime = open();
        LogReader reader = runtime.logs().open(container, OptionalInt.empty())) {
      Optional<LogLine> line = reader.next(Duration.ZERO);
      while (line.isPresent()) {
        lines.add(line.get().text());
        line = reader.next(Duration.ZERO);
      }
    }
    return lines;
  }

  private ContainerRuntime open() {
    return open(directory, warnings::add);
  }

  private static ContainerRuntime open(Path directory, Consumer<String> warnings) {
    return Runtimes.open(
        new Host(
            Clock.systemUTC(),
            Map.of(),
            Path.of("/"),
            directory.resolve("state"),
            directory.resolve("run")),
        warnings);
  }

  /** The process that is killed: sees to it that the container runs, and collects its output. */
  static final class Supervisor {
    private Supervisor() {}

    public static void main(String[] arguments) throws InterruptedException {
      Path directory = Path.of(arguments[0]);
      ContainerSpec spec =
          Specs.shell(
              arguments[1],
              "web",
              arguments[2],
              List.of(
                  new Mount.Bind(
                      directory.resolve("flags").toString(),
                      "/flags",
                      true,
                      false,
                      Optional.empty(),
                      Optional.empty())));
      ContainerRuntime runtime = open(directory, warning -> {});
      if (runtime.adopt(new ProjectName(arguments[1])).isEmpty()) {
        Specs.create(runtime, Specs.pod(arguments[1], List.of(spec), List.of()));
        runtime.containers().create(spec);
      }
      runtime.pods().start(new ProjectName(arguments[1]), Specs.infra(arguments[1]));
      runtime.containers().start(spec.plan().name());
      Thread.currentThread().join();
    }
  }
}
