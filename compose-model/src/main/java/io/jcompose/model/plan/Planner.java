package io.jcompose.model.plan;

import io.jcompose.model.error.InvalidComposeFileException;
import io.jcompose.model.error.Problems;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.project.VolumeDefinition;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.VolumeName;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns a project into what is to be on this host. Pure: same project and facts, same plan.
 *
 * <p>Safe to use from several threads if the facts are.
 */
public final class Planner {
  private final ImageFacts images;
  private final ContentFacts contents;

  /** Creates a planner that asks {@code images} which ports images expose. */
  public Planner(ImageFacts images) {
    this(images, ContentFacts.NONE);
  }

  /**
   * Creates a planner that also asks {@code contents} what is in configs and secrets. What is found
   * of them is part of the plan.
   */
  public Planner(ImageFacts images, ContentFacts contents) {
    this.images = images;
    this.contents = contents;
  }

  /**
   * Returns the plan of {@code project}. Networks and volumes that no service uses are part of it
   * if the project has been loaded with them.
   *
   * <p>Containers are named {@code <project>-<service>-<number>}, with the project's own separator
   * between, or as {@code container_name:} says; the pod of the whole project is {@code
   * <project>-infra}, that of one container {@code <container>-infra}. A service with no replica
   * has no container, but its networks are there. A dependency on a service without a container, or
   * on one that is not required and that the project does not have (its profile is not active), is
   * left out.
   *
   * @throws InvalidComposeFileException with every reason why there is no plan: a cycle of
   *     dependencies, a host port or a container name wanted twice, a fixed address that cannot be
   *     had, services that cannot share the pod that they are to share, a kind of mount that is not
   *     supported, a service without an image, a config or secret that is not there
   */
  public PodPlan plan(Project project) {
    Problems problems = new Problems();
    List<Service> ordered = new StartOrder(project, problems).services();
    new Unplannable(problems).check(project);
    Memberships memberships = new Memberships(project, problems);
    new ModeConflicts(memberships, problems).check(project);
    NetworkPlans networks = new NetworkPlans(project, memberships, problems);
    TopologyDecision decision = TopologyDecision.of(project, memberships, networks, images);
    Pods pods = new Pods(project, memberships, decision.topology());
    new Collisions(project, memberships, pods, problems).check();
    new LinkCheck(memberships, networks, pods, problems).check(project);
    List<InfraPlan> infras = pods.plans(problems);
    networks.checkPairs(infras);
    networks.addUnused();
    Map<ServiceName, List<GrantedFile>> files = files(project, problems);
    problems.throwIfAny();
    return new PodPlan(
        project.name(),
        decision.topology(),
        decision.reason(),
        project.directory(),
        project.files(),
        networks.plans(),
        infras,
        new ContainerPlans(project, memberships, pods, infras, files).of(ordered),
        volumes(project),
        ordered.stream()
            .filter(service -> Replicas.count(service) == 0)
            .map(Service::name)
            .toList());
  }

  private Map<ServiceName, List<GrantedFile>> files(Project project, Problems problems) {
    var granted = new GrantedFiles(project, contents, problems);
    Map<ServiceName, List<GrantedFile>> files = new HashMap<>();
    project.services().values().stream()
        .filter(service -> Replicas.count(service) > 0)
        .forEach(service -> files.put(service.name(), granted.of(service)));
    return files;
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
    project.volumes().values().forEach(defined -> used.add(defined.name()));
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
