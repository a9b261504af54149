package io.jcompose.runtime.linux;

import io.jcompose.model.load.ComposeLoader;
import io.jcompose.model.load.LoadRequest;
import io.jcompose.model.load.SourceReader;
import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.plan.ImageDefaults;
import io.jcompose.model.plan.ImageFacts;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.plan.Planner;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.Signal;
import io.jcompose.runtime.Runtimes;
import io.jcompose.runtime.host.Host;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.Containers.RemoveOptions;
import io.jcompose.scheduler.runtime.ExecSpec;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A project of one Compose file, on the in-process runtime, without a scheduler. */
final class FileProject implements AutoCloseable {
  private final ProjectName name =
      new ProjectName("names-" + UUID.randomUUID().toString().substring(0, 8));
  private final ContainerRuntime runtime;
  private final PodPlan plan;

  /** Records a project whose services sleep on the host's own root, and starts nothing. */
  FileProject(Path directory, String yaml) {
    runtime =
        Runtimes.open(
            new Host(
                Clock.systemUTC(),
                Map.of(),
                Path.of("/"),
                directory.resolve("state"),
                directory.resolve("run")));
    plan = planned(yaml);
    runtime.adopt(name);
    runtime.projects().record(plan);
    plan.networks().forEach(runtime.networks()::create);
    plan.pods().forEach(pod -> runtime.pods().create(name, pod));
  }

  private PodPlan planned(String yaml) {
    // every test has a project of its own, which its files name where they have to
    byte[] text = yaml.replace("PROJECT", name.value()).getBytes(StandardCharsets.UTF_8);
    SourceReader sources =
        new SourceReader() {
          @Override
          public byte[] read(String path, int limit) {
            return text;
          }

          @Override
          public boolean exists(String path) {
            return path.equals("/srv/compose.yaml");
          }
        };
    LoadRequest request =
        new LoadRequest(
            "/srv",
            Map.of(),
            List.of("compose.yaml"),
            Optional.of(name.value()),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of());
    return new Planner(ImageFacts.NONE).plan(new ComposeLoader(sources).load(request).project());
  }

  ProjectName name() {
    return name;
  }

  NetworkPlan network(String key) {
    return plan.networks().stream()
        .filter(network -> network.name().value().equals(name + "_" + key))
        .findFirst()
        .orElseThrow();
  }

  ContainerRuntime runtime() {
    return runtime;
  }

  /** Makes everything, and starts it. */
  FileProject up() {
    plan.containers().forEach(this::create);
    plan.pods().stream().map(InfraPlan::name).forEach(pod -> runtime.pods().start(name, pod));
    plan.containers().stream().map(ContainerPlan::name).forEach(runtime.containers()::start);
    return this;
  }

  private void create(ContainerPlan container) {
    runtime.containers().create(ImageDefaults.apply(container, ImageConfig.EMPTY));
  }

  /** Makes the first container of a service anew and starts it. */
  void replace(String service) {
    kill(container(service));
    runtime.containers().remove(container(service), new RemoveOptions(true));
    ContainerPlan container =
        plan.containers().stream()
            .filter(found -> found.name().equals(container(service)))
            .findFirst()
            .orElseThrow();
    create(container);
    runtime.containers().start(container(service));
  }

  /** Ends the first container of a service and starts it again. */
  void restart(String service) {
    kill(container(service));
    runtime.containers().start(container(service));
  }

  private void kill(ContainerName container) {
    runtime.containers().stop(container, Signal.KILL, Duration.ZERO);
  }

  ContainerName container(String service) {
    return new ContainerName(name + "-" + service + "-1");
  }

  String shortId(String service) {
    return runtime.containers().find(container(service)).orElseThrow().id().substring(0, 12);
  }

  /** Returns what a line of shell prints in the first container of a service. */
  String sh(String service, String line) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    int code =
        runtime
            .containers()
            .exec(
                container(service),
                new ExecSpec(
                    List.of("/bin/sh", "-c", line),
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    new ExecSpec.Streams.Piped(InputStream.nullInputStream(), output, output)));
    String text = output.toString(StandardCharsets.UTF_8).strip();
    if (code != 0) {
      throw new AssertionError(line + " ended with " + code + ": " + text);
    }
    return text;
  }

  /** Removes all of it. */
  @Override
  public void close() {
    for (ContainerStatus status : runtime.containers().list(name)) {
      kill(status.name());
      runtime.containers().remove(status.name(), new RemoveOptions(true));
    }
    for (InfraPlan pod : plan.pods()) {
      runtime.pods().stop(name, pod.name());
      runtime.pods().remove(name, pod.name());
    }
    plan.networks().stream().map(NetworkPlan::name).forEach(runtime.networks()::remove);
    runtime.projects().remove(name);
    runtime.close();
  }
}
