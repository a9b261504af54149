package io.jcompose.runtime.linux;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.plan.PublishedPort;
import io.jcompose.model.plan.Topology;
import io.jcompose.model.project.Environment;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.NetworkSettings;
import io.jcompose.model.project.ProcessSettings;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.model.project.SecuritySettings;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.Signal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes plans of containers that run a shell of the host. */
public final class Specs {
  private Specs() {}

  /** Returns a container of {@code project} that runs {@code script}. */
  public static ContainerSpec shell(String project, String service, String script) {
    return shell(project, service, script, List.of());
  }

  /** Returns a container of {@code project} that runs {@code script} and has mounts. */
  public static ContainerSpec shell(
      String project, String service, String script, List<Mount> mounts) {
    return shell(plan(project, service, "rootfs:/", mounts), script);
  }

  /** Returns a container of {@code project} that runs {@code script} on another image. */
  public static ContainerSpec shellOn(String image, String project, String service, String script) {
    return shell(plan(project, service, image, List.of()), script);
  }

  private static ContainerSpec shell(ContainerPlan plan, String script) {
    return new ContainerSpec(
        plan,
        List.of("/bin/sh", "-c", script),
        Map.of(),
        "0",
        "/",
        Signal.TERM,
        plan.mounts(),
        Optional.empty(),
        Map.of());
  }

  /** Returns a pod for these containers. */
  public static PodPlan pod(
      String project, List<ContainerSpec> containers, List<PublishedPort> ports) {
    return new PodPlan(
        new ProjectName(project),
        Topology.POD,
        "a test says so",
        "/",
        List.of(),
        new InfraPlan(
            new ContainerName(project + "-infra"),
            ports,
            containers.stream().map(spec -> spec.plan().service().value()).toList()),
        containers.stream().map(ContainerSpec::plan).toList(),
        List.of());
  }

  private static ContainerPlan plan(
      String project, String service, String image, List<Mount> mounts) {
    return new ContainerPlan(
        new ContainerName(project + "-" + service + "-1"),
        new ProjectName(project),
        new ServiceName(service),
        1,
        new ImageReference(image),
        new ProcessSettings(
            Optional.empty(),
            Optional.empty(),
            Environment.EMPTY,
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            ProcessSettings.DEFAULT_STOP_GRACE_PERIOD),
        new NetworkSettings(Optional.empty(), List.of(), Set.of(), List.of(), List.of()),
        mounts,
        SecuritySettings.DEFAULT,
        List.of(),
        Healthcheck.UNSET,
        RestartPolicy.NO,
        Map.of(),
        "0");
  }
}
