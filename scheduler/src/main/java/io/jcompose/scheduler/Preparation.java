package io.jcompose.scheduler;

import io.jcompose.model.error.JcomposeException;
import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.ImageDefaults;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.plan.VolumePlan;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.graph.DependencyGraph;
import io.jcompose.scheduler.observe.Observed;
import io.jcompose.scheduler.reconcile.Wanted;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.Images;
import io.jcompose.scheduler.runtime.RuntimeCapabilities;
import io.jcompose.scheduler.runtime.RuntimeCapabilities.Feature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code up} needs before it can decide: who is wanted, made of which images.
 *
 * @param refusals why it cannot be tried at all
 */
record Preparation(Wanted wanted, List<ActionResult.Failure> refusals) {
  static Preparation of(PodPlan plan, UpOptions options, ContainerRuntime runtime) {
    Set<ServiceName> services = options.services();
    Map<ServiceName, Set<ServiceName>> dependencies = new LinkedHashMap<>();
    for (ContainerPlan container : plan.containers()) {
      Set<ServiceName> edges =
          dependencies.computeIfAbsent(container.service(), unused -> new LinkedHashSet<>());
      container.dependencies().stream().map(Dependency::service).forEach(edges::add);
    }
    DependencyGraph graph = DependencyGraph.of(dependencies);
    Selection.requireAll(services, dependencies.keySet(), "no such service: ");
    Set<ServiceName> chosen = services.isEmpty() ? dependencies.keySet() : services;
    Set<ServiceName> selected =
        options.withDependencies() ? graph.withDependencies(chosen) : chosen;

    RuntimeCapabilities capabilities = runtime.capabilities();
    Map<ImageReference, Optional<Images.Image>> found = new HashMap<>();
    List<Wanted.Container> containers = new ArrayList<>();
    List<ActionResult.Failure> refusals = new ArrayList<>();
    for (ContainerPlan container : plan.containers()) {
      if (selected.contains(container.service())) {
        Optional<Images.Image> image =
            found.computeIfAbsent(container.image(), runtime.images()::find);
        if (image.isEmpty()) {
          refusals.add(missingImage(container));
        } else {
          try {
            requireFeatures(container, capabilities);
            containers.add(
                new Wanted.Container(
                    ImageDefaults.apply(container, image.get().config()),
                    image.get().id(),
                    chosen.contains(container.service())));
          } catch (JcomposeException e) {
            refusals.add(refusal(container.service(), String.valueOf(e.getMessage()), e.hint()));
          }
        }
      }
    }
    return new Preparation(new Wanted(plan, containers), refusals);
  }

  private static void requireFeatures(ContainerPlan container, RuntimeCapabilities capabilities) {
    if (container.process().init()) {
      capabilities.require(Feature.INIT, "services." + container.service() + ".init");
    }
  }

  /** Returns what keeps this from being tried; none if nothing does. */
  List<ActionResult.Failure> missing(Observed observed) {
    List<ActionResult.Failure> missing = new ArrayList<>(refusals);
    for (VolumePlan volume : wanted.plan().volumes()) {
      if (volume.external() && !observed.hasVolume(volume.name())) {
        missing.add(
            new ActionResult.Failure(
                "volume " + volume.name(),
                "external volume '" + volume.name() + "' does not exist",
                "take 'external: true' away to have it made, or name a volume that exists",
                List.of(),
                List.of()));
      }
    }
    Set<NetworkName> used = new TreeSet<>();
    for (Wanted.Container container : wanted.containers()) {
      wanted.plan().pod(container.spec().plan().pod()).attachments().stream()
          .map(AttachmentPlan::network)
          .forEach(used::add);
    }
    for (NetworkPlan network : wanted.plan().networks()) {
      if (network.external()
          && used.contains(network.name())
          && !network.name().equals(NetworkName.BRIDGE)
          && !observed.networks().containsKey(network.name())) {
        missing.add(
            new ActionResult.Failure(
                "network " + network.name(),
                "external network '" + network.name() + "' does not exist",
                "make it with 'jcompose network create "
                    + network.name()
                    + "', or take 'external: true' away to have it made with the project",
                List.of(),
                List.of()));
      }
    }
    return missing;
  }

  private static ActionResult.Failure missingImage(ContainerPlan container) {
    String why = "image '" + container.image() + "' is not on this host";
    String hint =
        container.image().rootfs().isPresent()
            ? "name a directory that exists after 'rootfs:'"
            : "load it with 'jcompose load -i FILE'";
    return refusal(container.service(), why, hint);
  }

  private static ActionResult.Failure refusal(ServiceName service, String why, String hint) {
    return new ActionResult.Failure("service " + service, why, hint, List.of(), List.of());
  }
}
