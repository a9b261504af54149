package io.jcompose.runtime.linux;

import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.image.store.ImageStore;
import io.jcompose.runtime.linux.cgroup.Freezer;
import io.jcompose.runtime.linux.logs.LogPump;
import io.jcompose.runtime.linux.network.Firewall;
import io.jcompose.runtime.linux.network.KernelParameters;
import io.jcompose.runtime.linux.network.PodNetworks;
import io.jcompose.runtime.linux.process.ContainerLauncher;
import io.jcompose.runtime.linux.process.RootOpener;
import io.jcompose.runtime.linux.process.RunDirectory;
import io.jcompose.runtime.linux.secret.SecretStore;
import io.jcompose.runtime.linux.sockets.SocketOwners;
import io.jcompose.runtime.linux.state.ProcessTable;
import io.jcompose.runtime.linux.state.StateStore;
import io.jcompose.runtime.linux.volume.VolumeStore;
import io.jcompose.scheduler.runtime.ContainerFiles;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.Containers;
import io.jcompose.scheduler.runtime.Images;
import io.jcompose.scheduler.runtime.Logs;
import io.jcompose.scheduler.runtime.Networks;
import io.jcompose.scheduler.runtime.Pods;
import io.jcompose.scheduler.runtime.Projects;
import io.jcompose.scheduler.runtime.RuntimeCapabilities;
import io.jcompose.scheduler.runtime.RuntimeCapabilities.Feature;
import io.jcompose.scheduler.runtime.Secrets;
import io.jcompose.scheduler.runtime.Statistics;
import io.jcompose.scheduler.runtime.Volumes;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The runtime that makes containers by itself: no daemon, no other program. */
public final class LinuxRuntime implements ContainerRuntime {
  private final HostCheck check;
  private final PodNetworks hostNetworks;
  private final ContainerLauncher launcher;
  private final LogPump pump;
  private final Supervision supervision;
  private final ImageStore images;
  private final VolumeStore volumes;
  private final SecretStore secrets;
  private final PipeHolder holder;
  private final ContainerTerminals terminals;
  private final PodServices services;
  private final UplinkKeeper uplinks;
  private final PodMembers members;
  private final LinuxProjects projects;
  private final LinuxNetworks networks;
  private final LinuxPods pods;
  private final LinuxContainers containers;
  private final LinuxLogs logs;
  private final LinuxStatistics statistics;
  private final LinuxFiles files;
  private final RunDirectory runDirectory;
  private PodNetworks.Watch firewallWatch = () -> {};
  private boolean watching;

  private LinuxRuntime(Host host, Firewall firewall, Consumer<String> warnings) {
    var state = new StateStore(host);
    var processes = new ProcessTable(host.proc());
    var identifiers = new Identifiers();
    runDirectory = new RunDirectory(host);
    check = new HostCheck(host);
    hostNetworks =
        PodNetworks.of(
            host,
            firewall,
            pod -> state.project(pod.project()).pod(pod.infra()).isPresent(),
            warnings);
    launcher = new ContainerLauncher(host, warnings);
    pump = new LogPump(host.clock(), warnings);
    holder = new PipeHolder(state, processes, launcher);
    services = new PodServices(host, state, hostNetworks, warnings);
    uplinks = new UplinkKeeper(state, hostNetworks, processes, launcher, warnings);
    var presence = new ContainerPresence(services.names());
    var output = new ContainerOutput(host, pump);
    terminals = new ContainerTerminals(launcher);
    supervision =
        new Supervision(launcher, terminals, output, host.clock(), presence::tell, warnings);
    images = new ImageStore(host);
    volumes = new VolumeStore(state, host.clock());
    secrets = new SecretStore(host);
    members = new PodMembers(state);
    var etcFiles = new EtcFiles(host, hostNetworks, members);
    var selfNames = new SelfNames(host, state);
    var hosts = new PodHosts(state, etcFiles, selfNames, members);
    var states = new PodStates(state, holder);
    projects = new LinuxProjects(state, holder, host.clock());
    networks = new LinuxNetworks(hostNetworks);
    pods =
        new LinuxPods(
            state,
            hostNetworks,
            new KernelParameters(host),
            holder,
            services,
            uplinks,
            new ForeignTables(host, firewall, warnings),
            states,
            new PodPorts(state, hostNetworks, services, states),
            hosts,
            identifiers,
            host.clock(),
            processes);
    containers =
        new LinuxContainers(
            state,
            processes,
            launcher,
            output,
            terminals,
            supervision,
            new Freezer(host.cgroups()),
            presence,
            holder,
            new NetworkOwners(state, states),
            hosts,
            images,
            volumes,
            secrets,
            etcFiles,
            new SocketOwners(host),
            selfNames,
            identifiers,
            host.clock());
    logs = new LinuxLogs(state);
    statistics = new LinuxStatistics(host, state, processes);
    files =
        new LinuxFiles(
            state,
            processes,
            images,
            volumes,
            secrets,
            new RootOpener(host),
            new ContainerCommit(images, new Freezer(host.cgroups()), host.clock()));
  }

  /**
   * Opens the runtime on {@code host}. Makes nothing on it yet.
   *
   * @param warnings told what the host lacks where a container runs without it, and what is lost
   *     when a disk is full; any thread may call it
   * @throws io.jcompose.scheduler.runtime.RuntimeFailure if this process may not make containers
   */
  public static LinuxRuntime open(Host host, Consumer<String> warnings) {
    new HostCheck(host).requireCaller();
    return new LinuxRuntime(host, Firewall.of(host), warnings);
  }

  /** For tests of hosts that have another firewall. */
  static LinuxRuntime open(Host host, Firewall firewall, Consumer<String> warnings) {
    return new LinuxRuntime(host, firewall, warnings);
  }

  @Override
  public RuntimeCapabilities capabilities() {
    Set<Feature> features = EnumSet.allOf(Feature.class);
    Map<Feature, String> remedies = new EnumMap<>(Feature.class);
    if (!hostNetworks.leadsOut()) {
      features.remove(Feature.OUTGOING_TRAFFIC);
    }
    launcher
        .initRemedy()
        .ifPresent(
            remedy -> {
              features.remove(Feature.INIT);
              remedies.put(Feature.INIT, remedy);
            });
    return new RuntimeCapabilities("in-process", features, remedies);
  }

  @Override
  public Images images() {
    return images;
  }

  @Override
  public Volumes volumes() {
    return volumes;
  }

  @Override
  public Secrets secrets() {
    return secrets;
  }

  /** Only who takes charge of a project sees to its tables. */
  private synchronized void watchFirewall() {
    if (!watching) {
      watching = true;
      firewallWatch = hostNetworks.watchFirewall();
    }
  }

  @Override
  public Projects projects() {
    return projects;
  }

  @Override
  public Networks networks() {
    return networks;
  }

  @Override
  public Pods pods() {
    return pods;
  }

  @Override
  public Containers containers() {
    return containers;
  }

  @Override
  public Logs logs() {
    return logs;
  }

  @Override
  public ContainerFiles files() {
    return files;
  }

  @Override
  public Statistics statistics() {
    return statistics;
  }

  @Override
  public List<ContainerStatus> adopt(ProjectName project) {
    check.requireContainers();
    runDirectory.enter();
    launcher.endAbandoned();
    members.forget(project);
    holder.removeOrphan(project);
    pods.adopt(project);
    List<ContainerStatus> adopted = containers.adopt(project);
    watchFirewall();
    return adopted;
  }

  /** {@inheritDoc} Whoever is told of ends comes first, so that nobody is told of our own. */
  @Override
  public void close() {
    uplinks.close();
    launcher.close();
    supervision.close();
    terminals.close();
    pump.close();
    services.close();
    firewallWatch.close();
    runDirectory.close();
  }
}
