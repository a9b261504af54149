package io.jcompose.model.export.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.jcompose.model.project.Environment;
import io.jcompose.model.project.Hook;
import io.jcompose.model.project.Hooks;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ImageReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code pre_start:}: containers that run to their end before the service's own. */
final class InitContainers {
  private final Export export;
  private final Service service;
  private final Environments environments;

  InitContainers(Export export, Service service, Environments environments) {
    this.export = export;
    this.service = service;
    this.environments = environments;
  }

  /**
   * Returns them in order.
   *
   * @param own the service's container, whose mounts and rights they have
   */
  List<Container> of(Container own) {
    List<Container> all = new ArrayList<>();
    for (Hooks.PreStart hook : service.hooks().preStart()) {
      all.add(container(own, hook, all.size() + 1));
    }
    if (!all.isEmpty() && export.replicas(service) > 1) {
      export
          .remarks()
          .about(
              service.name(),
              "pre_start",
              "it is run for each pod, not once",
              "make a service of it that others await to complete");
    }
    return all;
  }

  private Container container(Container own, Hooks.PreStart preStart, int place) {
    Hook hook = preStart.hook();
    Container container = new Container();
    container.setName(name(service, place));
    container.setImage(preStart.image().map(ImageReference::value).orElse(own.getImage()));
    // in place of the image's command: its entrypoint stays
    hook.command().ifPresent(words -> container.setArgs(ContainerParts.escaped(words)));
    container.setEnv(environments.of(merged(service.process().environment(), hook.environment())));
    container.setVolumeMounts(own.getVolumeMounts());
    boolean sameImage = preStart.image().isEmpty();
    hook.workingDirectory()
        .or(() -> sameImage ? service.process().workingDirectory() : Optional.empty())
        .ifPresent(container::setWorkingDir);
    container.setSecurityContext(
        new SecurityContexts(export, service).of(user(service, preStart), hook.privileged()));
    return container;
  }

  /** Returns as whom one of them runs; empty if as its image says. */
  static Optional<String> user(Service service, Hooks.PreStart hook) {
    return hook.hook()
        .user()
        .or(() -> hook.image().isEmpty() ? service.process().user() : Optional.empty());
  }

  /** Returns what one of them is called; places count from 1. */
  static String name(Service service, int place) {
    String whole = ResourceNames.of(service.name()) + "-pre-start-" + place;
    return ResourceNames.isLabel(whole) ? whole : "pre-start-" + place;
  }

  private static Environment merged(Environment service, Environment hook) {
    Map<String, String> values = new LinkedHashMap<>(service.values());
    values.keySet().removeAll(hook.removed());
    values.putAll(hook.values());
    Set<String> removed = new TreeSet<>(service.removed());
    removed.addAll(hook.removed());
    removed.removeAll(hook.values().keySet());
    return new Environment(values, removed);
  }
}
