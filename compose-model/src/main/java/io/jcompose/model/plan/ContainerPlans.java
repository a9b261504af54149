package io.jcompose.model.plan;

import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Deploy;
import io.jcompose.model.project.DeployRestartPolicy;
import io.jcompose.model.project.DeploymentSettings;
import io.jcompose.model.project.Hooks;
import io.jcompose.model.project.NetworkSettings;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ServiceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Plans the containers that go into pods. */
final class ContainerPlans {
  private final Project project;
  private final Memberships memberships;
  private final Pods pods;
  private final Map<ContainerName, InfraPlan> infras = new HashMap<>();
  private final Map<ServiceName, List<GrantedFile>> files;
  private final ConfigHash configHash = new ConfigHash();

  /**
   * Creates the plans.
   *
   * @param files what the containers of each service are given
   */
  ContainerPlans(
      Project project,
      Memberships memberships,
      Pods pods,
      List<InfraPlan> infras,
      Map<ServiceName, List<GrantedFile>> files) {
    this.project = project;
    this.memberships = memberships;
    this.pods = pods;
    this.files = Map.copyOf(files);
    infras.forEach(infra -> this.infras.put(infra.name(), infra));
  }

  /**
   * Returns the containers of {@code services} in this order: those that run before a service
   * starts, then its replicas by their numbers.
   */
  List<ContainerPlan> of(List<Service> services) {
    List<ContainerPlan> plans = new ArrayList<>();
    for (Service service : services) {
      List<ContainerPlan> replicas =
          IntStream.rangeClosed(1, Replicas.count(service))
              .mapToObj(number -> plan(service, number))
              .toList();
      replicas.stream().findFirst().ifPresent(first -> plans.addAll(preStart(service, first)));
      plans.addAll(replicas);
    }
    return plans;
  }

  private List<ContainerPlan> preStart(Service service, ContainerPlan first) {
    List<ContainerPlan> plans = new ArrayList<>();
    for (Hooks.PreStart hook : service.hooks().preStart()) {
      int place = plans.size() + 1;
      plans.add(PreStartPlan.of(first, PreStartPlan.name(project, service, place), place, hook));
    }
    return plans;
  }

  private ContainerPlan plan(Service service, int number) {
    ContainerName pod = pods.podOf(service, number);
    InfraPlan infra = infras.get(pod);
    if (infra == null) {
      throw new IllegalStateException("there is no pod " + pod);
    }
    NetworkSettings network = network(service);
    List<GrantedFile> granted = files.getOrDefault(service.name(), List.of());
    return new ContainerPlan(
        Replicas.name(project, service, number),
        project.name(),
        service.name(),
        number,
        pod,
        joined(service),
        service.image().orElseThrow(),
        service.process(),
        network,
        service.mounts(),
        service.security(),
        dependencies(service),
        service.healthcheck(),
        restart(service),
        service.labels(),
        service.console(),
        service.hooks(),
        upkeep(service.deployment()),
        granted,
        configHash.of(service, network, infra, pods.isShared(service), granted));
  }

  /** What {@code deploy:} says of restarts holds alone. */
  static RestartPolicy restart(Service service) {
    return service
        .deployment()
        .deploy()
        .flatMap(Deploy::restartPolicy)
        .map(DeployRestartPolicy::asRestartPolicy)
        .orElse(service.restart());
  }

  private static Upkeep upkeep(DeploymentSettings settings) {
    return new Upkeep(
        settings.rerun(),
        settings.onUnhealthy(),
        strategy(settings.deploy().flatMap(Deploy::update)),
        strategy(settings.deploy().flatMap(Deploy::rollback)),
        false);
  }

  private static UpdateStrategy strategy(Optional<Deploy.UpdateConfig> config) {
    return config.map(UpdateStrategy::of).orElse(UpdateStrategy.DEFAULT);
  }

  private Optional<ContainerName> joined(Service service) {
    return memberships.of(service) instanceof Membership.WithService other
        ? Optional.of(Replicas.name(project, other.service(), 1))
        : Optional.empty();
  }

  /** Who joins another's network has its host name and its hosts file too. */
  private NetworkSettings network(Service service) {
    NetworkSettings own = service.network();
    if (!(memberships.of(service) instanceof Membership.WithService other)) {
      return own;
    }
    NetworkSettings joined = other.service().network();
    return new NetworkSettings(
        joined.hostname(),
        joined.domainName(),
        own.ports(),
        Set.of(),
        own.links(),
        joined.extraHosts());
  }

  private List<Dependency> dependencies(Service service) {
    return service.dependencies().stream()
        .filter(
            dependency -> {
              Service other = project.services().get(dependency.service());
              return other != null && Replicas.count(other) > 0;
            })
        .map(dependency -> keepsItsNetwork(service, dependency) ? lasting(dependency) : dependency)
        .toList();
  }

  /**
   * Whether the dependency is on who owns the service's network. Elsewhere a restart of the owner
   * takes the network away, so Compose restarts the service with it; here the pod outlives both.
   */
  private boolean keepsItsNetwork(Service service, Dependency dependency) {
    return memberships.of(service) instanceof Membership.WithService owner
        && owner.service().name().equals(dependency.service());
  }

  private static Dependency lasting(Dependency dependency) {
    return new Dependency(
        dependency.service(), dependency.condition(), dependency.required(), false);
  }
}
