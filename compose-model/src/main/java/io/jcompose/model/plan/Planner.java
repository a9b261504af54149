package io.jcompose.model.plan;

import io.jcompose.model.error.InvalidComposeFileException;
import io.jcompose.model.error.Problems;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.NetworkSettings;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.project.VolumeDefinition;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.VolumeName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Turns a project into what is to be on this host. Pure: same project and facts, same plan.
 *
 * <p>Safe to use from several threads if the facts are.
 */
public final class Planner {
  private final ImageFacts images;
  private final ConfigHash configHash = new ConfigHash();

  /** Creates a planner that asks {@code images} which ports images expose. */
  public Planner(ImageFacts images) {
    this.images = images;
  }

  /**
   * Returns the plan of {@code project}.
   *
   * <p>Containers are named {@code <project>-<service>-1}, or as {@code container_name:} says; the
   * infra {@code <project>-infra}. A dependency that is not required, on a service that the project
   * does not have (its profile is not active), is left out.
   *
   * @throws InvalidComposeFileException with every reason why there is no plan: a cycle of
   *     dependencies, a host port or a container name wanted twice, a topology or a kind of mount
   *     that is not supported, a service without an image
   */
  public PodPlan plan(Project project) {
    Problems problems = new Problems();
    List<Service> ordered = new StartOrder(project, problems).services();
    new Collisions(project, problems).check();
    new Unplannable(problems).check(project);
    TopologyDecision decision = TopologyDecision.of(project, images, problems);
    problems.throwIfAny();
    List<ContainerPlan> containers =
        ordered.stream().map(service -> container(project, service)).toList();
    return new PodPlan(
        project.name(),
        decision.topology(),
        decision.reason(),
        project.directory(),
        project.files(),
        infra(project),
        containers,
        volumes(project));
  }

  /** Returns the name of the container that owns the network namespace of {@code project}. */
  static ContainerName infraName(Project project) {
    return new ContainerName(project.name() + "-infra");
  }

  /** Returns the name of the one container of {@code service}. */
  static ContainerName containerName(Project project, Service service) {
    return service
        .containerName()
        .orElseGet(() -> new ContainerName(project.name() + "-" + service.name() + "-1"));
  }

  private ContainerPlan container(Project project, Service service) {
    List<Dependency> dependencies =
        service.dependencies().stream()
            .filter(dependency -> project.services().containsKey(dependency.service()))
            .toList();
    return new ContainerPlan(
        containerName(project, service),
        project.name(),
        service.name(),
        1,
        service.image().orElseThrow(),
        service.process(),
        service.network(),
        service.mounts(),
        service.security(),
        dependencies,
        service.healthcheck(),
        service.restart(),
        service.labels(),
        configHash.of(service));
  }

  private static InfraPlan infra(Project project) {
    List<PublishedPort> ports =
        project.services().values().stream()
            .flatMap(
                service ->
                    service.network().ports().stream()
                        .map(mapping -> new PublishedPort(service.name(), mapping)))
            .toList();
    List<String> names =
        project.services().values().stream()
            .flatMap(service -> hostNames(project, service))
            .toList();
    return new InfraPlan(infraName(project), ports, names);
  }

  private static Stream<String> hostNames(Project project, Service service) {
    return Stream.of(
            Stream.of(service.name().value(), containerName(project, service).value()),
            service.network().hostname().stream(),
            service.network().links().stream().map(NetworkSettings.Link::alias))
        .flatMap(names -> names);
  }

  private static List<VolumePlan> volumes(Project project) {
    Set<VolumeName> used = new LinkedHashSet<>();
    for (Service service : project.services().values()) {
      for (Mount mount : service.mounts()) {
        if (mount instanceof Mount.Volume volume) {
          used.add(volume.volume());
        }
      }
    }
    return used.stream().map(name -> volume(project, name)).toList();
  }

  private static VolumePlan volume(Project project, VolumeName name) {
    VolumeDefinition definition =
        project.volumes().values().stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("volume '" + name + "' is not defined"));
    return new VolumePlan(name, project.name(), definition.external(), definition.labels());
  }
}
