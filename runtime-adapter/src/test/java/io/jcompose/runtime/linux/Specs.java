package io.jcompose.runtime.linux;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.plan.NetworkDriver;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.plan.PublishedPort;
import io.jcompose.model.plan.ResolverPlan;
import io.jcompose.model.plan.Topology;
import io.jcompose.model.plan.Upkeep;
import io.jcompose.model.project.ConsoleSettings;
import io.jcompose.model.project.Environment;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.project.Hooks;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.NetworkSettings;
import io.jcompose.model.project.ProcessSettings;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.model.project.SecuritySettings;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.Signal;
import io.jcompose.scheduler.runtime.ContainerRuntime;
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

  /** Returns a pod for these containers, in a network of its own. */
  public static PodPlan pod(
      String project, List<ContainerSpec> containers, List<PublishedPort> ports) {
    ProjectName name = new ProjectName(project);
    NetworkName network = new NetworkName(project + "_default");
    List<String> services = containers.stream().map(spec -> spec.plan().service().value()).toList();
    return new PodPlan(
        name,
        Topology.POD,
        "a test says so",
        "/",
        List.of(),
        List.of(
            new NetworkPlan(
                network,
                Optional.of(name),
                false,
                NetworkDriver.BRIDGE,
                Map.of(),
                false,
                true,
                false,
                List.of(),
                Map.of())),
        List.of(
            new InfraPlan(
                infra(project),
                new InfraPlan.NetworkNamespace.Own(),
                List.of(AttachmentPlan.of(network, services)),
                ports,
                services,
                Map.of(),
                ResolverPlan.DEFAULT,
                Map.of())),
        containers.stream().map(ContainerSpec::plan).toList(),
        List.of());
  }

  /** Returns the name of a project's only pod. */
  public static ContainerName infra(String project) {
    return new ContainerName(project + "-infra");
  }

  /** Records a project of one pod with its network; nothing of it is in the kernel yet. */
  public static void create(ContainerRuntime runtime, PodPlan plan) {
    runtime.projects().record(plan);
    plan.networks().forEach(runtime.networks()::create);
    runtime.pods().create(plan.project(), plan.pods().get(0));
  }

  /** Removes a project of one pod, whose containers are gone. */
  public static void remove(ContainerRuntime runtime, ProjectName project) {
    runtime.pods().stop(project, infra(project.value()));
    runtime.pods().remove(project, infra(project.value()));
    runtime.networks().remove(new NetworkName(project + "_default"));
    runtime.projects().remove(project);
  }

  private static ContainerPlan plan(
      String project, String service, String image, List<Mount> mounts) {
    return new ContainerPlan(
        new ContainerName(project + "-" + service + "-1"),
        new ProjectName(project),
        new ServiceName(service),
        1,
        infra(project),
        Optional.empty(),
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
        new NetworkSettings(
            Optional.empty(), Optional.empty(), List.of(), Set.of(), List.of(), List.of()),
        mounts,
        SecuritySettings.DEFAULT,
        List.of(),
        Healthcheck.UNSET,
        RestartPolicy.NO,
        Map.of(),
        ConsoleSettings.DEFAULT,
        Hooks.NONE,
        Upkeep.DEFAULT,
        List.of(),
        "0");
  }
}
