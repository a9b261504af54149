package io.jcompose.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.project.Mount;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.Signal;
import io.jcompose.runtime.Runtimes;
import io.jcompose.runtime.host.Host;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.Containers.RemoveOptions;
import io.jcompose.scheduler.runtime.Privileged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a project has on the host is gone with it, checked with the host's own programs. */
@Privileged
class LeavesNothingTest {
  private static final int ROUNDS = 20;

  @TempDir Path directory;

  @Test
  void twentyRoundsLeaveNoMountLinkTableCgroupProcessOrFile() throws Exception {
    String project = "rounds-" + UUID.randomUUID().toString().substring(0, 8);
    List<String> bridges = new ArrayList<>();
    var host =
        new Host(
            Clock.systemUTC(),
            Map.of(),
            Path.of("/"),
            directory.resolve("state"),
            directory.resolve("run"));
    try (ContainerRuntime runtime = Runtimes.open(host)) {
      for (int round = 0; round < ROUNDS; round++) {
        bridges.add(round(runtime, new ProjectName(project)));
      }
    }

    assertThat(output("findmnt", "-l", "-n", "-o", "TARGET")).doesNotContain(directory.toString());
    String links = output("ip", "-o", "link");
    String tables = output("nft", "list", "tables");
    for (String bridge : bridges) {
      assertThat(links).doesNotContain(bridge);
      assertThat(tables).doesNotContain(bridge.substring(2));
    }
    assertThat(output("find", "/sys/fs/cgroup", "-name", project)).isEmpty();
    assertThat(processesOf(project)).isEmpty();
    assertThat(directory.resolve("state/projects")).isEmptyDirectory();
    assertThat(directory.resolve("state/names")).isEmptyDirectory();
    assertThat(directory.resolve("state/volumes")).isEmptyDirectory();
    assertThat(directory.resolve("run/projects")).isEmptyDirectory();
  }

  /** Brings a project up and down and returns the name of its bridge. */
  private static String round(ContainerRuntime runtime, ProjectName project) {
    ContainerSpec spec =
        Specs.shell(
            project.value(),
            "web",
            "echo $$ > /data/pid; mkdir -p /var/lib/deep/er; exec sleep 3600",
            List.of(new Mount.AnonymousVolume("/data", false)));
    ContainerName name = spec.plan().name();
    runtime.adopt(project);
    PodPlan plan = Specs.pod(project.value(), List.of(spec), List.of());
    Specs.create(runtime, plan);
    NetworkName network = plan.networks().get(0).name();
    String bridge = runtime.networks().find(network).orElseThrow().link().orElseThrow();
    runtime.containers().create(spec);
    runtime.pods().start(project, Specs.infra(project.value()));
    runtime.containers().start(name);
    runtime.containers().stop(name, Signal.KILL, Duration.ZERO);
    runtime.containers().remove(name, new RemoveOptions(true));
    Specs.remove(runtime, project);
    // a second time is harmless
    runtime.containers().remove(name, new RemoveOptions(true));
    Specs.remove(runtime, project);
    return bridge;
  }

  private static List<String> processesOf(String project) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process : (Iterable<Path>) processes::iterator) {
        Path cgroup = process.resolve("cgroup");
        if (process.getFileName().toString().matches("[0-9]+") && Files.exists(cgroup)) {
          try {
            if (Files.readString(cgroup).contains(project)) {
              found.add(process.toString());
            }
          } catch (IOException e) {
            // it has just ended
          }
        }
      }
    }
    return found;
  }

  private static String output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text;
  }
}
