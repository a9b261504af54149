package io.jcompose.scheduler.reconcile;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.plan.ImageDefaults;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.plan.OneOffPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.plan.VolumePlan;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.VolumeName;
import io.jcompose.scheduler.observe.Observed;
import io.jcompose.scheduler.runtime.ContainerNotes;
import io.jcompose.scheduler.runtime.ContainerNotes.Health;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.ContainerStatus.State;
import io.jcompose.scheduler.runtime.ExitStatus;
import io.jcompose.scheduler.runtime.NetworkStatus;
import io.jcompose.scheduler.runtime.Plans;
import io.jcompose.scheduler.runtime.PodStatus;
import io.jcompose.scheduler.runtime.Projects;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What stands on the host: a project that was brought up and runs, but for what a row says. */
final class StandingProject {
  private static final ProjectName SHOP = new ProjectName("shop");
  private static final ProjectName STRANGER = new ProjectName("blog");

  /** What all images say: that they serve. */
  private static final ImageConfig IMAGE =
      new ImageConfig(
          Map.of(),
          List.of(),
          List.of("serve"),
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          Set.of(),
          Optional.empty(),
          Healthcheck.UNSET,
          Map.of());

  private Optional<PodPlan> recorded = Optional.empty();
  private final Map<NetworkName, NetworkStatus> networks = new TreeMap<>();
  private final Map<ContainerName, PodStatus> pods = new TreeMap<>();
  private final Map<ContainerName, ContainerStatus> containers = new TreeMap<>();
  private final Map<VolumeName, VolumePlan> volumes = new TreeMap<>();
  private final Set<VolumeName> foreignVolumes = new TreeSet<>();
  private final String text;

  private StandingProject(String text) {
    this.text = text;
  }

  static StandingProject nothing() {
    return new StandingProject("");
  }

  /** Returns what a Compose file that was brought up leaves on the host. */
  static StandingProject of(String text) {
    StandingProject standing = new StandingProject(text);
    PodPlan plan = new ComposeText(text).plan();
    standing.recorded = Optional.of(plan);
    plan.pods().forEach(standing::add);
    plan.containers().forEach(standing::add);
    for (NetworkPlan network : plan.networks()) {
      List<ContainerName> attached = plan.pods().stream().map(InfraPlan::name).toList();
      standing.networks.put(network.name(), network(network, SHOP, attached));
    }
    plan.volumes().forEach(volume -> standing.volumes.put(volume.name(), volume));
    return standing;
  }

  private void add(ContainerPlan plan) {
    ContainerSpec spec = spec(plan);
    ContainerNotes notes =
        ContainerNotes.NONE.withHealth(spec.health().map(any -> Health.HEALTHY), "");
    containers.put(
        plan.name(),
        new ContainerStatus(
            "0".repeat(64),
            spec,
            imageId(plan),
            Instant.EPOCH,
            State.RUNNING,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            notes));
    if (plan.isPreStart()) {
      container(plan.name(), plan.name().value(), "exited", "0");
    }
  }

  /** Returns all that a runtime needs to make a container. */
  static ContainerSpec spec(ContainerPlan plan) {
    return ImageDefaults.apply(plan, IMAGE);
  }

  /** Returns the id of the image that a container is made of unless the row says otherwise. */
  static String imageId(ContainerPlan plan) {
    return "sha256:" + plan.image().value();
  }

  /** As a runtime makes them, which counts the links that nobody names. */
  private void add(InfraPlan pod) {
    List<PodStatus.Attachment> links = new ArrayList<>();
    for (AttachmentPlan place : pod.attachments()) {
      String name = place.interfaceName().orElse("eth" + links.size());
      links.add(new PodStatus.Attachment(place.network(), name, List.of(), "02:00:00:00:00:01"));
    }
    pods.put(pod.name(), status(pod, links, true));
  }

  private static PodStatus status(
      InfraPlan pod, List<PodStatus.Attachment> links, boolean running) {
    return new PodStatus(
        SHOP, pod, "f".repeat(64), Instant.EPOCH, running, Optional.empty(), links, List.of());
  }

  private static NetworkStatus network(
      NetworkPlan plan, ProjectName project, List<ContainerName> attached) {
    return new NetworkStatus(
        plan,
        "e".repeat(64),
        Instant.EPOCH,
        Optional.empty(),
        List.of(),
        attached.stream()
            .map(pod -> new NetworkStatus.Endpoint(project, pod, List.of(), ""))
            .toList());
  }

  /**
   * Changes one thing.
   *
   * @param fact such as {@code db exited 1}, {@code volume data foreign}, {@code pods down}
   */
  StandingProject but(String fact) {
    String[] words = fact.split(" ");
    switch (words[0]) {
      case "volume" -> volume(words[1], words[2]);
      case "network" -> network(words[1], words[2]);
      case "pods" -> pods.replaceAll((name, pod) -> status(pod.plan(), pod.attachments(), false));
      case "run" -> oneOff(words[1]);
      case "all" -> List.copyOf(containers.keySet()).forEach(name -> container(name, words));
      default -> container(name(words[0]), words);
    }
    return this;
  }

  /** Returns the name of a container: {@code web} and {@code web-1} are the first replica. */
  private ContainerName name(String word) {
    ContainerName named = new ContainerName(SHOP + "-" + word);
    return containers.containsKey(named) ? named : new ContainerName(named + "-1");
  }

  private void container(ContainerName name, String... words) {
    ContainerStatus now = containers.get(name);
    if (now == null) {
      throw new IllegalArgumentException("there is no container " + name);
    }
    switch (words[1]) {
      case "created" -> put(now, State.CREATED, ContainerNotes.NONE);
      case "exited" -> {
        boolean beforeTheBoot = words.length > 3;
        putEnded(now, Integer.parseInt(words[2]), beforeTheBoot, ContainerNotes.NONE);
      }
      case "stopping" -> put(now, State.RUNNING, now.notes().withStoppedByUser(true));
      case "stopped" -> putEnded(now, 0, false, ContainerNotes.NONE.withStoppedByUser(true));
      case "paused" -> put(now, State.PAUSED, now.notes());
      case "missing" -> containers.remove(name);
      default ->
          put(
              now,
              State.RUNNING,
              ContainerNotes.NONE.withHealth(
                  Optional.of(Health.valueOf(words[1].toUpperCase(Locale.ROOT))), ""));
    }
  }

  private void put(ContainerStatus now, State state, ContainerNotes notes) {
    put(now, state, Optional.empty(), false, notes);
  }

  private void putEnded(
      ContainerStatus now, int code, boolean beforeTheBoot, ContainerNotes notes) {
    put(now, State.EXITED, Optional.of(code), beforeTheBoot, notes);
  }

  private void put(
      ContainerStatus now,
      State state,
      Optional<Integer> code,
      boolean ofEarlierBoot,
      ContainerNotes notes) {
    containers.put(
        now.name(),
        new ContainerStatus(
            now.id(),
            now.spec(),
            now.imageId(),
            now.created(),
            state,
            Optional.empty(),
            Optional.empty(),
            code.map(number -> new ExitStatus(number, Instant.EPOCH)),
            ofEarlierBoot,
            notes));
  }

  /** Adds a container of {@code run}, besides the service's replicas. */
  private void oneOff(String service) {
    OneOffPlan plan = oneOff(text, service);
    add(plan.container());
    plan.pod().ifPresent(this::add);
  }

  /** Returns the plan of a container of {@code run} of a project without command-line changes. */
  static OneOffPlan oneOff(String text, String service) {
    boolean chosen = text.contains("topology:");
    PodPlan alone =
        new ComposeText(chosen ? text : text + "x-jcompose: {topology: bridge}\n").plan();
    return OneOffPlan.of(
        new ContainerName(SHOP + "-" + service + "-run-1"),
        new ServiceName(service),
        new ComposeText(text).plan(),
        alone,
        new OneOffPlan.Traits(false, false, false));
  }

  private void volume(String key, String what) {
    VolumeName name = new VolumeName(key);
    volumes.remove(name);
    if (what.equals("foreign")) {
      foreignVolumes.add(name);
    }
  }

  private void network(String key, String what) {
    NetworkName name = new NetworkName(key);
    NetworkStatus now = networks.remove(name);
    if (what.equals("foreign")) {
      networks.put(name, network(foreign(name), STRANGER, List.of()));
    } else if (now != null && what.equals("shared")) {
      List<NetworkStatus.Endpoint> endpoints = new ArrayList<>(now.endpoints());
      endpoints.add(
          new NetworkStatus.Endpoint(STRANGER, new ContainerName("blog-infra"), List.of(), ""));
      networks.put(
          name,
          new NetworkStatus(
              now.plan(), now.id(), now.created(), now.link(), now.subnets(), endpoints));
    }
  }

  private static NetworkPlan foreign(NetworkName name) {
    NetworkPlan theirs = Plans.network(STRANGER);
    return new NetworkPlan(
        name,
        Optional.of(STRANGER),
        false,
        theirs.driver(),
        Map.of(),
        false,
        true,
        false,
        List.of(),
        Map.of());
  }

  Observed observed() {
    return new Observed(
        SHOP,
        recorded.map(plan -> new Projects.Recorded(plan, Instant.EPOCH)),
        networks,
        pods,
        containers,
        volumes,
        foreignVolumes);
  }
}
