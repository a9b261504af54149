package io.jcompose.scheduler;

import io.jcompose.model.error.JcomposeException;
import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.ImageDefaults;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.plan.OneOffPlan;
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
import java.util.stream.Collectors;

/**
 * What {@code up} needs before it can decide: who is wanted, made of which images.
 *
 * @param refusals why it cannot be tried at all
 */
record Preparation(Wanted wanted, List<ActionResult.Failure> refusals) {
  /** Returns what {@code up} of the services that are asked for needs. */
  static Preparation of(
      PodPlan plan, UpOptions options, ContainerRuntime runtime, ArrivingImages arriving) {
    DependencyGraph graph = graph(plan);
    Set<ServiceName> all = new LinkedHashSet<>(graph.order());
    Selection.requireAll(options.services(), all, "no such service: ");
    Set<ServiceName> chosen = options.services().isEmpty() ? all : options.services();
    Set<ServiceName> selected =
        options.withDependencies() ? graph.withDependencies(chosen) : chosen;
    Collection collection = new Collection(runtime, arriving);
    plan.containers().stream()
        .filter(container -> selected.contains(container.service()))
        .forEach(container -> collection.add(container, chosen.contains(container.service())));
    Set<ServiceName> idle = new LinkedHashSet<>(plan.idle());
    idle.retainAll(selected);
    return new Preparation(
        new Wanted(plan, collection.containers, idle, Optional.empty()), collection.refusals);
  }

  /**
   * Returns what {@code run} needs: one container, those that run before its service starts, and
   * those of the services it depends on.
   */
  static Preparation of(
      PodPlan plan,
      OneOffPlan oneOff,
      boolean withDependencies,
      ContainerRuntime runtime,
      ArrivingImages arriving) {
    Collection collection = new Collection(runtime, arriving);
    if (withDependencies) {
      Set<ServiceName> direct =
          oneOff.container().dependencies().stream()
              .map(Dependency::service)
              .collect(Collectors.toSet());
      Set<ServiceName> selected = graph(plan).withDependencies(direct);
      plan.containers().stream()
          .filter(container -> selected.contains(container.service()))
          .forEach(container -> collection.add(container, false));
    }
    plan.containers().stream()
        .filter(ContainerPlan::isPreStart)
        .filter(container -> container.service().equals(oneOff.container().service()))
        .forEach(container -> collection.add(container, false));
    collection.add(oneOff.container(), true);
    return new Preparation(
        new Wanted(plan, collection.containers, Set.of(), Optional.of(oneOff)),
        collection.refusals);
  }

  private static DependencyGraph graph(PodPlan plan) {
    Map<ServiceName, Set<ServiceName>> dependencies = new LinkedHashMap<>();
    for (ContainerPlan container : plan.containers()) {
      Set<ServiceName> edges =
          dependencies.computeIfAbsent(container.service(), unused -> new LinkedHashSet<>());
      container.dependencies().stream().map(Dependency::service).forEach(edges::add);
    }
    plan.idle().forEach(service -> dependencies.put(service, Set.of()));
    return DependencyGraph.of(dependencies);
  }

  /** Containers with their images, and why some cannot be had. */
  private static final class Collection {
    private final ContainerRuntime runtime;
    private final ArrivingImages arriving;
    private final RuntimeCapabilities capabilities;
    private final Map<ImageReference, Optional<Images.Image>> found = new HashMap<>();
    private final List<Wanted.Container> containers = new ArrayList<>();
    private final List<ActionResult.Failure> refusals = new ArrayList<>();

    Collection(ContainerRuntime runtime, ArrivingImages arriving) {
      this.runtime = runtime;
      this.arriving = arriving;
      this.capabilities = runtime.capabilities();
    }

    void add(ContainerPlan container, boolean chosen) {
      Optional<Images.Image> image =
          found.computeIfAbsent(
              container.image(), name -> runtime.images().find(name).or(() -> arriving.find(name)));
      if (image.isEmpty()) {
        refusals.add(missingImage(container));
        return;
      }
      try {
        requireFeatures(container, capabilities);
        containers.add(
            new Wanted.Container(
                ImageDefaults.apply(container, image.get().config()), image.get().id(), chosen));
      } catch (JcomposeException e) {
        refusals.add(refusal(container.service(), String.valueOf(e.getMessage()), e.hint()));
      }
    }
  }

  private static void requireFeatures(ContainerPlan container, RuntimeCapabilities capabilities) {
    if (container.process().init()) {
      capabilities.require(Feature.INIT, "services." + container.service() + ".init");
    }
  }

  /** Returns what keeps this from being tried; none if nothing does. */
  List<ActionResult.Failure> missing(Observed observed) {
    List<ActionResult.Failure> missing = new ArrayList<>(refusals);
    for (VolumePlan volume : wanted.volumes()) {
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
      wanted.pod(container.spec().plan().pod()).attachments().stream()
          .map(AttachmentPlan::network)
          .forEach(used::add);
    }
    for (NetworkPlan network : wanted.networks()) {
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
            : "fetch it with 'jcompose pull', or load it with 'jcompose load -i FILE'";
    return refusal(container.service(), why, hint);
  }

  private static ActionResult.Failure refusal(ServiceName service, String why, String hint) {
    return new ActionResult.Failure("service " + service, why, hint, List.of(), List.of());
  }
}
