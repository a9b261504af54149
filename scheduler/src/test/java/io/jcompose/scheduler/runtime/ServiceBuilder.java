package io.jcompose.scheduler.runtime;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.plan.ImageDefaults;
import io.jcompose.model.plan.Upkeep;
import io.jcompose.model.project.ConsoleSettings;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Dependency.Condition;
import io.jcompose.model.project.Environment;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.project.Hook;
import io.jcompose.model.project.Hooks;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.NetworkSettings;
import io.jcompose.model.project.PortMapping;
import io.jcompose.model.project.ProcessSettings;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.model.project.SecuritySettings;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.VolumeName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One service of a test's plan, changed by the calls that follow. */
public final class ServiceBuilder {
  private final ProjectName project;
  private final String name;
  private String image = "rootfs:/";
  private List<String> command = List.of("serve");
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<Dependency> dependencies = new ArrayList<>();
  private final List<PortMapping> ports = new ArrayList<>();
  private final List<Mount> mounts = new ArrayList<>();
  private boolean externalVolumes;
  private boolean init;
  private ConsoleSettings console = ConsoleSettings.DEFAULT;
  private Healthcheck healthcheck = Healthcheck.UNSET;
  private RestartPolicy restart = RestartPolicy.NO;
  private Upkeep upkeep = Upkeep.DEFAULT;
  private int number = 1;
  private final List<Hook> postStart = new ArrayList<>();
  private final List<Hook> preStop = new ArrayList<>();
  private Duration grace = ProcessSettings.DEFAULT_STOP_GRACE_PERIOD;
  private Optional<String> pod = Optional.empty();
  private Optional<String> containerName = Optional.empty();
  private Optional<String> user = Optional.empty();
  private Optional<String> workingDirectory = Optional.empty();

  /** Begins a service that runs {@code serve} on the host's root. */
  public ServiceBuilder(ProjectName project, String name) {
    this.project = project;
    this.name = name;
  }

  public ServiceBuilder image(String reference) {
    image = reference;
    return this;
  }

  public ServiceBuilder command(String... arguments) {
    return command(List.of(arguments));
  }

  public ServiceBuilder command(List<String> arguments) {
    command = arguments;
    return this;
  }

  public ServiceBuilder init() {
    init = true;
    return this;
  }

  /** Keeps its input open; if {@code once}, until the one who gives it has gone. */
  public ServiceBuilder input(boolean once) {
    console = console.withInput(console.tty(), true, once);
    return this;
  }

  /** Gives it a terminal to be typed at. */
  public ServiceBuilder terminal() {
    console = console.withInput(true, true, false);
    return this;
  }

  public ServiceBuilder environment(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  public ServiceBuilder after(String service) {
    return after(service, Condition.STARTED);
  }

  public ServiceBuilder after(String service, Condition condition) {
    dependencies.add(new Dependency(new ServiceName(service), condition, true, false));
    return this;
  }

  /** Adds a dependency whose failure only warns. */
  public ServiceBuilder ifPossibleAfter(String service, Condition condition) {
    dependencies.add(new Dependency(new ServiceName(service), condition, false, false));
    return this;
  }

  /** Adds a dependency whose restart is a restart of this service too. */
  public ServiceBuilder restartedWith(String service) {
    dependencies.add(new Dependency(new ServiceName(service), Condition.STARTED, true, true));
    return this;
  }

  /** Publishes a port under the same number. */
  public ServiceBuilder port(int number) {
    ports.add(
        new PortMapping(
            Optional.empty(),
            Optional.of(new PortMapping.PortRange(number, number)),
            new Port(number, Protocol.TCP)));
    return this;
  }

  public ServiceBuilder volume(String volume, String target) {
    mounts.add(new Mount.Volume(new VolumeName(volume), target, false, false));
    return this;
  }

  /** Mounts a volume of the container's own. */
  public ServiceBuilder anonymousVolume(String target) {
    mounts.add(new Mount.AnonymousVolume(target, false));
    return this;
  }

  public ServiceBuilder externalVolume(String volume, String target) {
    externalVolumes = true;
    return volume(volume, target);
  }

  /** Probes every second with these arguments; two failures in a row are too many. */
  public ServiceBuilder probe(String... arguments) {
    List<String> test = new ArrayList<>(List.of("CMD"));
    test.addAll(List.of(arguments));
    healthcheck =
        new Healthcheck(
            false,
            Optional.of(test),
            Optional.of(Duration.ofSeconds(1)),
            Optional.of(Duration.ofSeconds(5)),
            Optional.empty(),
            Optional.empty(),
            Optional.of(2));
    return this;
  }

  public ServiceBuilder restart(RestartPolicy.Kind kind) {
    return restart(kind, 0);
  }

  public ServiceBuilder restart(RestartPolicy.Kind kind, int attempts) {
    return restart(new RestartPolicy(kind, attempts));
  }

  public ServiceBuilder restart(RestartPolicy policy) {
    restart = policy;
    return this;
  }

  /** Makes it the container of a hook that is run before the service starts, at that place. */
  public ServiceBuilder preStart(int place) {
    number = -place;
    containerName = Optional.of(project + "-" + name + "-pre-start-" + place);
    return this;
  }

  /** Adds a hook that is run in the container after its start. */
  public ServiceBuilder postStart(String... command) {
    postStart.add(hook(command));
    return this;
  }

  /** Adds a hook that is run in the container before it is told to end. */
  public ServiceBuilder preStop(String... command) {
    preStop.add(hook(command));
    return this;
  }

  private static Hook hook(String... command) {
    return new Hook(
        Optional.of(List.of(command)),
        Optional.of("hooker"),
        false,
        Optional.empty(),
        new Environment(Map.of("HOOK", "yes"), Set.of()));
  }

  public ServiceBuilder upkeep(Upkeep changed) {
    upkeep = changed;
    return this;
  }

  public ServiceBuilder grace(Duration time) {
    grace = time;
    return this;
  }

  public ServiceBuilder containerName(String value) {
    containerName = Optional.of(value);
    return this;
  }

  public ServiceBuilder user(String value) {
    user = Optional.of(value);
    return this;
  }

  public ServiceBuilder workingDirectory(String value) {
    workingDirectory = Optional.of(value);
    return this;
  }

  boolean volumesAreExternal() {
    return externalVolumes;
  }

  /** Puts the container into a pod of its own. */
  public ServiceBuilder alone() {
    pod = Optional.of(project + "-" + name + "-1-infra");
    return this;
  }

  /** Returns the service's container made of an image that says nothing. */
  public ContainerSpec spec() {
    return ImageDefaults.apply(build(), ImageConfig.EMPTY);
  }

  /** Returns the service's container, its hash made of all that was said but ports. */
  public ContainerPlan build() {
    ProcessSettings process =
        new ProcessSettings(
            Optional.empty(),
            Optional.of(command),
            new Environment(environment, Set.of()),
            user,
            workingDirectory,
            init,
            Optional.empty(),
            grace);
    NetworkSettings network =
        new NetworkSettings(
            Optional.empty(), Optional.empty(), ports, Set.of(), List.of(), List.of());
    return new ContainerPlan(
        new ContainerName(containerName.orElse(project + "-" + name + "-1")),
        project,
        new ServiceName(name),
        number,
        new ContainerName(pod.orElse(project + "-infra")),
        Optional.empty(),
        new ImageReference(image),
        process,
        network,
        mounts,
        SecuritySettings.DEFAULT,
        dependencies,
        healthcheck,
        restart,
        Map.of(),
        console,
        new Hooks(List.of(), postStart, preStop),
        upkeep,
        List.of(),
        Integer.toHexString(List.of(process, mounts, image, restart, healthcheck).hashCode()));
  }
}
