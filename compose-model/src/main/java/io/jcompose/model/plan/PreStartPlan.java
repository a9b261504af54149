package io.jcompose.model.plan;

import io.jcompose.model.project.ConsoleSettings;
import io.jcompose.model.project.Environment;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.project.Hook;
import io.jcompose.model.project.Hooks;
import io.jcompose.model.project.NetworkSettings;
import io.jcompose.model.project.ProcessSettings;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ContainerName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Plans the containers that run to their end before a service's first replica starts. Each is in
 * that replica's pod, with the service's mounts and environment, and is out of date when it is.
 */
final class PreStartPlan {
  private static final Healthcheck NEVER_PROBED =
      new Healthcheck(
          true,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private PreStartPlan() {}

  /** Returns the name of the container of the hook at that place, from 1. */
  static ContainerName name(Project project, Service service, int place) {
    return new ContainerName(
        project.separator().join(project.name(), service.name(), "pre-start", place));
  }

  /** Returns the names of the containers of a service's hooks. */
  static List<ContainerName> names(Project project, Service service) {
    return IntStream.rangeClosed(1, service.hooks().preStart().size())
        .mapToObj(place -> name(project, service, place))
        .toList();
  }

  /**
   * Returns the container of a hook.
   *
   * @param replica the service's first
   * @param place the hook's, from 1
   */
  static ContainerPlan of(
      ContainerPlan replica, ContainerName name, int place, Hooks.PreStart hook) {
    return new ContainerPlan(
        name,
        replica.project(),
        replica.service(),
        -place,
        replica.pod(),
        replica.joined(),
        hook.image().orElse(replica.image()),
        process(replica.process(), hook),
        network(replica.network()),
        replica.mounts(),
        replica.security(),
        replica.dependencies(),
        NEVER_PROBED,
        RestartPolicy.NO,
        replica.labels(),
        console(replica.console()),
        Hooks.NONE,
        Upkeep.DEFAULT,
        replica.files(),
        replica.configHash());
  }

  /**
   * The command takes the place of the image's, whose entrypoint stays; that of the service is for
   * its own command. What the service says of users and directories is about its own image.
   */
  private static ProcessSettings process(ProcessSettings service, Hooks.PreStart preStart) {
    Hook hook = preStart.hook();
    boolean sameImage = preStart.image().isEmpty();
    return new ProcessSettings(
        Optional.empty(),
        hook.command(),
        environment(service.environment(), hook.environment()),
        hook.user().or(() -> sameImage ? service.user() : Optional.empty()),
        hook.workingDirectory().or(() -> sameImage ? service.workingDirectory() : Optional.empty()),
        service.init(),
        sameImage ? service.stopSignal() : Optional.empty(),
        service.stopGracePeriod());
  }

  private static Environment environment(Environment service, Environment hook) {
    Map<String, String> values = new LinkedHashMap<>(service.values());
    values.keySet().removeAll(hook.removed());
    values.putAll(hook.values());
    Set<String> removed = new TreeSet<>(service.removed());
    removed.addAll(hook.removed());
    removed.removeAll(hook.values().keySet());
    return new Environment(values, removed);
  }

  private static NetworkSettings network(NetworkSettings service) {
    return new NetworkSettings(
        service.hostname(),
        service.domainName(),
        List.of(),
        Set.of(),
        service.links(),
        service.extraHosts());
  }

  private static ConsoleSettings console(ConsoleSettings service) {
    return new ConsoleSettings(false, false, false, service.attach(), service.logging());
  }
}
