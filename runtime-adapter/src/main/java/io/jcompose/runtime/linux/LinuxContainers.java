package io.jcompose.runtime.linux;

import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.project.Mount;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.Signal;
import io.jcompose.model.value.VolumeName;
import io.jcompose.runtime.image.store.ImageStore;
import io.jcompose.runtime.linux.cgroup.Freezer;
import io.jcompose.runtime.linux.process.ContainerLauncher;
import io.jcompose.runtime.linux.process.ExecTarget;
import io.jcompose.runtime.linux.process.LaunchSpec;
import io.jcompose.runtime.linux.process.NetworkPlace;
import io.jcompose.runtime.linux.process.ProgramNotRunException;
import io.jcompose.runtime.linux.process.RunningProcess;
import io.jcompose.runtime.linux.process.UtsName;
import io.jcompose.runtime.linux.rootfs.RootSpec;
import io.jcompose.runtime.linux.secret.SecretStore;
import io.jcompose.runtime.linux.sockets.SocketOwners;
import io.jcompose.runtime.linux.state.ContainerHome;
import io.jcompose.runtime.linux.state.ContainerRecord;
import io.jcompose.runtime.linux.state.ContainerRecord.AnonymousVolume;
import io.jcompose.runtime.linux.state.PodRecord;
import io.jcompose.runtime.linux.state.ProcessIdentity;
import io.jcompose.runtime.linux.state.ProcessTable;
import io.jcompose.runtime.linux.state.ProjectHome;
import io.jcompose.runtime.linux.state.RunRecord;
import io.jcompose.runtime.linux.state.StateStore;
import io.jcompose.runtime.linux.tree.Trees;
import io.jcompose.runtime.linux.volume.VolumeStore;
import io.jcompose.scheduler.runtime.AttachSpec;
import io.jcompose.scheduler.runtime.Attachment;
import io.jcompose.scheduler.runtime.ContainerNotes;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.Containers;
import io.jcompose.scheduler.runtime.ExecSpec;
import io.jcompose.scheduler.runtime.ExitStatus;
import io.jcompose.scheduler.runtime.Images.Image;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Containers made of namespaces and directories by this process. */
final class LinuxContainers implements Containers {
  /** A process in the midst of a system call that does not end cannot be killed; we do not wait. */
  private static final Duration UNTIL_KILLED = Duration.ofSeconds(30);

  private final StateStore state;
  private final ProcessTable processes;
  private final ContainerLauncher launcher;
  private final ContainerOutput output;
  private final ContainerTerminals terminals;
  private final Supervision supervision;
  private final Freezer freezer;
  private final ContainerPresence presence;
  private final PipeHolder holder;
  private final NetworkOwners owners;
  private final PodHosts hosts;
  private final ImageStore images;
  private final VolumeStore volumes;
  private final SecretStore secrets;
  private final EtcFiles etcFiles;
  private final SocketOwners sockets;
  private final SelfNames selfNames;
  private final Identifiers identifiers;
  private final Clock clock;
  private final Map<ContainerName, Object> locks = new ConcurrentHashMap<>();

  LinuxContainers(
      StateStore state,
      ProcessTable processes,
      ContainerLauncher launcher,
      ContainerOutput output,
      ContainerTerminals terminals,
      Supervision supervision,
      Freezer freezer,
      ContainerPresence presence,
      PipeHolder holder,
      NetworkOwners owners,
      PodHosts hosts,
      ImageStore images,
      VolumeStore volumes,
      SecretStore secrets,
      EtcFiles etcFiles,
      SocketOwners sockets,
      SelfNames selfNames,
      Identifiers identifiers,
      Clock clock) {
    this.state = state;
    this.processes = processes;
    this.launcher = launcher;
    this.output = output;
    this.terminals = terminals;
    this.supervision = supervision;
    this.freezer = freezer;
    this.presence = presence;
    this.holder = holder;
    this.owners = owners;
    this.hosts = hosts;
    this.images = images;
    this.volumes = volumes;
    this.secrets = secrets;
    this.etcFiles = etcFiles;
    this.sockets = sockets;
    this.selfNames = selfNames;
    this.identifiers = identifiers;
    this.clock = clock;
  }

  /** Returns the failure of asking for a container that is not there. */
  static RuntimeFailure unknown(ContainerName name) {
    return new RuntimeFailure(
        "there is no container '" + name + "'", "see with 'jcompose ps -a' what there is");
  }

  @Override
  public void create(ContainerSpec spec) {
    synchronized (lock(spec.plan().name())) {
      Image image = image(spec);
      ProjectHome home = state.project(spec.plan().project());
      home.leftovers().stream()
          .filter(leftover -> leftover.name().equals(spec.plan().name()))
          .forEach(this::removeLeftover);
      ContainerRecord container = record(spec, image, List.of());
      try {
        home.create(container, created -> fill(created, container, List.of()));
      } catch (RuntimeException e) {
        removeVolumes(newVolumes(container, List.of()), e);
        throw e;
      }
      hosts.welcome(container);
    }
  }

  private Image image(ContainerSpec spec) {
    return images
        .find(spec.plan().image())
        .orElseThrow(
            () ->
                new RuntimeFailure(
                    "cannot make container '"
                        + spec.plan().name()
                        + "': there is no image '"
                        + spec.plan().image()
                        + "' here",
                    "fetch it with 'jcompose image pull', load it with 'jcompose load -i FILE', or name a directory as"
                        + " 'rootfs:/PATH'"));
  }

  private ContainerRecord record(ContainerSpec spec, Image image, List<AnonymousVolume> kept) {
    Map<String, AnonymousVolume> known = new HashMap<>();
    kept.forEach(volume -> known.put(volume.target(), volume));
    List<AnonymousVolume> anonymous = new ArrayList<>();
    for (Mount mount : spec.mounts()) {
      if (mount instanceof Mount.AnonymousVolume volume) {
        anonymous.add(
            known.getOrDefault(
                volume.target(),
                new AnonymousVolume(volume.target(), new VolumeName(identifiers.next()))));
      }
    }
    return ContainerRecord.of(identifiers.next(), spec, image.id(), clock.instant(), anonymous);
  }

  private static List<AnonymousVolume> newVolumes(
      ContainerRecord container, List<AnonymousVolume> kept) {
    return container.anonymousVolumes().stream().filter(volume -> !kept.contains(volume)).toList();
  }

  @Override
  public void replace(ContainerSpec spec, boolean renewVolumes) {
    ContainerName name = spec.plan().name();
    synchronized (lock(name)) {
      ContainerHome home = home(name);
      failIfRunning(home, "replace");
      output.forget(home);
      Image image = image(spec);
      ProjectHome project = state.project(home.project());
      project.stowed(name).ifPresent(this::removeStowed);
      List<AnonymousVolume> kept =
          renewVolumes
              ? List.of()
              : home.container().map(ContainerRecord::anonymousVolumes).orElse(List.of());
      ContainerRecord container = record(spec, image, kept);
      try {
        project.replace(container, successor -> fill(successor, container, kept));
      } catch (RuntimeException e) {
        removeVolumes(newVolumes(container, kept), e);
        throw e;
      }
      project.stowed(name).ifPresent(this::removeStowed);
      hosts.dismiss(home);
      hosts.welcome(container);
    }
  }

  /** Removes a container that was replaced, or was to replace one, but for what that one has. */
  private void removeStowed(ContainerHome stowed) {
    List<AnonymousVolume> inUse =
        state
            .find(stowed.name())
            .flatMap(ContainerHome::container)
            .map(ContainerRecord::anonymousVolumes)
            .orElse(List.of());
    stowed
        .container()
        .ifPresent(
            container ->
                newVolumes(container, inUse).stream()
                    .map(AnonymousVolume::volume)
                    .forEach(volumes::remove));
    stowed.remove();
  }

  /** What the container needs before others see it: an empty log, and volumes with content. */
  private void fill(ContainerHome home, ContainerRecord container, List<AnonymousVolume> kept) {
    output.create(home, container);
    List<Path> layers = images.layers(container.imageId());
    // overlayfs shows the top-most directory's own: without this, everybody's image is root's, 0755
    Trees.makeAlike(layers.get(0), home.upper());
    for (AnonymousVolume anonymous : newVolumes(container, kept)) {
      volumes.createAnonymous(anonymous.volume(), home.project());
      volumes.fill(anonymous.volume(), layers, anonymous.target());
    }
    for (Mount mount : container.spec().mounts()) {
      if (mount instanceof Mount.Volume volume && !volume.noCopy()) {
        volumes.fill(volume.volume(), layers, volume.target());
      }
    }
  }

  private void removeVolumes(List<AnonymousVolume> anonymousVolumes, RuntimeException failure) {
    for (AnonymousVolume anonymous : anonymousVolumes) {
      try {
        volumes.remove(anonymous.volume());
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
  }

  /** Removes what a killed process left of a container, the volumes it alone could use included. */
  void removeLeftover(ContainerHome leftover) {
    launcher.cleanUp(leftover.project(), leftover.name());
    leftover
        .container()
        .ifPresent(
            container ->
                container.anonymousVolumes().stream()
                    .map(AnonymousVolume::volume)
                    .forEach(volumes::remove));
    leftover.remove();
  }

  @Override
  public void start(ContainerName name) {
    synchronized (lock(name)) {
      ContainerHome home = home(name);
      if (process(home).isEmpty()) {
        // its last end may still be on its way to the disk
        supervision.run(name).ifPresent(run -> awaitQuietly(run.exit()));
        startAnew(home);
      } else {
        watch(home);
      }
    }
  }

  private void startAnew(ContainerHome home) {
    ContainerRecord container = container(home);
    LaunchSpec spec = launchSpec(home, container);
    holder.hold(home.project(), home.name());
    // what a jcompose that was killed between launching and recording has left
    launcher.cleanUp(home.project(), home.name());
    output.collect(home, container);
    Instant now = clock.instant();
    RunningProcess process;
    try {
      process = launcher.launch(spec);
    } catch (ProgramNotRunException e) {
      output.finish(home);
      home.save(RunRecord.failed(now, new ExitStatus(e.exitCode(), now)));
      throw e;
    } catch (RuntimeException e) {
      output.finish(home);
      throw e;
    }
    var record =
        RunRecord.begun(processes.identity(process.pid(), process.startTicks()), spec.self(), now);
    try {
      home.save(record);
      terminals.collect(home, container);
    } catch (RuntimeException e) {
      launcher.cleanUp(home.project(), home.name());
      throw e;
    }
    supervision.watch(home, record, process);
    presence.tell(home);
  }

  private LaunchSpec launchSpec(ContainerHome home, ContainerRecord container) {
    ContainerSpec spec = container.spec();
    ContainerName infra = spec.plan().pod();
    NetworkPlace place = owners.place(home.project(), infra, home.name());
    PodRecord pod = owners.networkOf(home.project(), infra, home.name());
    UtsName self = selfNames.next(container);
    var root =
        new RootSpec(
            images.layers(container.imageId()),
            home.upper(),
            home.work(),
            spec.plan().security().readOnly(),
            MountResolver.resolve(
                container, etcFiles.write(home, spec, pod, self), volumes, secrets));
    return new LaunchSpec(
        home.project(),
        home.name(),
        self,
        spec.arguments(),
        spec.environment(),
        spec.user(),
        spec.workingDirectory(),
        spec.plan().process().init(),
        root,
        spec.plan().security(),
        place,
        new ContainerInput(home).streams(spec.plan().console()));
  }

  @Override
  public Optional<ExitStatus> stop(ContainerName name, Signal signal, Duration grace) {
    ContainerHome home = home(name);
    Optional<Supervision.Run> running = watch(home);
    if (running.isEmpty()) {
      return home.run().flatMap(RunRecord::exit);
    }
    Supervision.Run run = running.get();
    if (!grace.isZero()) {
      run.process().signal(signal);
      thaw(home);
      Optional<ExitStatus> exit = await(run.exit(), grace);
      if (exit.isPresent()) {
        return exit;
      }
    }
    run.process().signal(Signal.KILL);
    thaw(home);
    return Optional.of(
        awaitKilled(run.exit())
            .orElseThrow(
                () ->
                    new RuntimeFailure(
                        "cannot stop container '"
                            + name
                            + "': process "
                            + run.process().pid()
                            + " is still there after SIGKILL",
                        "see with 'cat /proc/"
                            + run.process().pid()
                            + "/stack' what the kernel waits for, then try again")));
  }

  /** Waits, unless this thread is or was interrupted, which stays noted. */
  private static Optional<ExitStatus> await(CompletableFuture<ExitStatus> exit, Duration patience) {
    try {
      return Optional.of(exit.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    }
  }

  /** Waits for what was killed: who was interrupted before still has to tidy up. */
  private static Optional<ExitStatus> awaitKilled(CompletableFuture<ExitStatus> exit) {
    boolean interrupted = Thread.interrupted();
    try {
      return await(exit, UNTIL_KILLED);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void awaitQuietly(CompletableFuture<ExitStatus> exit) {
    try {
      exit.join();
    } catch (CompletionException e) {
      // told to whoever waits for that run; the next one starts all the same
    }
  }

  @Override
  public void kill(ContainerName name, Signal signal) {
    ContainerHome home = home(name);
    watch(home).ifPresent(run -> run.process().signal(signal));
    if (signal.equals(Signal.KILL)) {
      thaw(home);
    }
  }

  private void thaw(ContainerHome home) {
    freezer.thaw(home.project(), home.name());
  }

  @Override
  public void pause(ContainerName name) {
    synchronized (lock(name)) {
      ContainerHome home = home(name);
      if (process(home).isEmpty()) {
        throw new RuntimeFailure(
            "cannot pause container '" + name + "': it does not run",
            "start it with 'jcompose -p " + home.project() + " start'");
      }
      if (isPaused(home)) {
        throw new RuntimeFailure(
            "cannot pause container '" + name + "': it is paused already",
            "let it go on with 'jcompose -p " + home.project() + " unpause'");
      }
      freezer.freeze(home.project(), name);
    }
  }

  @Override
  public void unpause(ContainerName name) {
    synchronized (lock(name)) {
      ContainerHome home = home(name);
      if (!isPaused(home)) {
        throw new RuntimeFailure(
            "cannot unpause container '" + name + "': it is not paused",
            "see with 'jcompose -p " + home.project() + " ps' which are");
      }
      thaw(home);
    }
  }

  private boolean isPaused(ContainerHome home) {
    return freezer.isFrozen(home.project(), home.name());
  }

  @Override
  public void remove(ContainerName name, RemoveOptions options) {
    synchronized (lock(name)) {
      state.find(name).ifPresent(home -> release(home, options));
      state.leftovers(name).forEach(this::removeLeftover);
    }
  }

  private void failIfRunning(ContainerHome home, String attempt) {
    process(home)
        .ifPresent(
            process -> {
              throw new RuntimeFailure(
                  "cannot " + attempt + " container '" + home.name() + "': it runs",
                  "stop it with 'jcompose -p " + home.project() + " stop'");
            });
  }

  private void release(ContainerHome home, RemoveOptions options) {
    failIfRunning(home, "remove");
    output.forget(home);
    state.project(home.project()).stowed(home.name()).ifPresent(this::removeStowed);
    if (!options.withVolumes()) {
      // a leftover takes its volumes with it: these are to stay
      home.container().map(ContainerRecord::withoutVolumes).ifPresent(home::save);
    }
    state.project(home.project()).release(home);
    hosts.dismiss(home);
    presence.forget(home.name());
  }

  @Override
  public Optional<ContainerStatus> find(ContainerName name) {
    return state.find(name).flatMap(this::status);
  }

  @Override
  public List<ContainerStatus> list(ProjectName project) {
    return state.project(project).containers().stream()
        .flatMap(home -> status(home).stream())
        .toList();
  }

  private Optional<ContainerStatus> status(ContainerHome home) {
    // one that is removed at this moment is not there
    return home.container().map(container -> status(home, container));
  }

  /**
   * What is recorded: a run goes on until its end is. Who looked at the process too would see, for
   * a moment, a run that has ended nobody knows how.
   */
  private ContainerStatus status(ContainerHome home, ContainerRecord container) {
    Optional<RunRecord> run = home.run();
    Optional<ExitStatus> exit = run.flatMap(RunRecord::exit);
    return new ContainerStatus(
        container.id(),
        container.spec(),
        container.imageId(),
        container.created(),
        state(home, run),
        run.filter(this::isRunning).flatMap(RunRecord::process).map(ProcessIdentity::pid),
        run.map(RunRecord::started),
        exit,
        run.flatMap(RunRecord::process)
            .filter(process -> !processes.isOfThisBoot(process))
            .isPresent(),
        home.notes());
  }

  /** The kernel alone knows who is paused: that outlives whoever did it. */
  private ContainerStatus.State state(ContainerHome home, Optional<RunRecord> run) {
    if (run.isEmpty()) {
      return ContainerStatus.State.CREATED;
    }
    if (run.get().exit().isPresent()) {
      return ContainerStatus.State.EXITED;
    }
    return isPaused(home) ? ContainerStatus.State.PAUSED : ContainerStatus.State.RUNNING;
  }

  private boolean isRunning(RunRecord run) {
    return run.exit().isEmpty() && run.process().filter(processes::isThere).isPresent();
  }

  @Override
  public CompletionStage<ExitStatus> exit(ContainerName name) {
    ContainerHome home = home(name);
    return watch(home)
        .map(run -> run.exit().copy())
        .orElseGet(
            () ->
                home.run()
                    .flatMap(RunRecord::exit)
                    .map(CompletableFuture::completedFuture)
                    .orElseGet(
                        () ->
                            CompletableFuture.failedFuture(
                                new RuntimeFailure(
                                    "container '" + name + "' has not run yet",
                                    "start it with 'jcompose -p " + home.project() + " start'"))));
  }

  @Override
  public int exec(ContainerName name, ExecSpec spec) {
    ContainerHome home = home(name);
    ProcessIdentity process =
        process(home)
            .orElseThrow(
                () ->
                    new RuntimeFailure(
                        "cannot run '"
                            + spec.arguments().get(0)
                            + "' in container '"
                            + name
                            + "': it does not run",
                        "start it with 'jcompose -p " + home.project() + " start'"));
    if (isPaused(home)) {
      throw new RuntimeFailure(
          "cannot run '" + spec.arguments().get(0) + "' in container '" + name + "': it is paused",
          "let it go on with 'jcompose -p " + home.project() + " unpause'");
    }
    ContainerRecord container = container(home);
    return launcher.exec(
        new ExecTarget(
            home.project(),
            name,
            process.pid(),
            process.startTicks(),
            selfNames.of(home, container),
            container.spec().environment(),
            container.spec().user(),
            container.spec().workingDirectory(),
            container.spec().plan().security()),
        spec);
  }

  @Override
  public Attachment attach(ProjectName project, ContainerName name, AttachSpec spec) {
    ContainerHome home = state.project(project).container(name);
    return new LinuxAttachment(home, launcher, spec, signal -> signal(home, signal), clock);
  }

  /** Sends a signal without taking charge of the container. */
  private void signal(ContainerHome home, Signal signal) {
    process(home)
        .ifPresent(process -> launcher.signal(process.pid(), process.startTicks(), signal));
  }

  @Override
  public Set<Port> listening(ContainerName name) {
    return process(home(name)).map(process -> sockets.listening(process.pid())).orElse(Set.of());
  }

  @Override
  public void note(ContainerName name, ContainerNotes notes) {
    ContainerHome home = home(name);
    home.save(notes);
    presence.tell(home);
  }

  /** Brings a project's containers under this process's watch, and their records up to date. */
  List<ContainerStatus> adopt(ProjectName project) {
    ProjectHome home = state.project(project);
    home.leftovers().forEach(this::removeLeftover);
    for (ContainerHome container : home.containers()) {
      home.stowed(container.name()).ifPresent(this::removeStowed);
      adopt(container);
    }
    return list(project);
  }

  private void adopt(ContainerHome home) {
    synchronized (lock(home.name())) {
      Optional<Supervision.Run> watched = watch(home);
      if (watched.isPresent()) {
        if (process(home).filter(processes::hasEnded).isPresent()) {
          // who adopts it is not to take it for one that runs, whose end would surprise
          awaitKilled(watched.get().exit());
        }
        presence.tell(home);
        return;
      }
      Optional<RunRecord> run = home.run();
      if (run.isPresent() && run.get().exit().isEmpty()) {
        supervision.tidyUp(home, run.get(), ExitStatus.UNKNOWN);
      } else {
        launcher.cleanUp(home.project(), home.name());
      }
      home.container().ifPresent(container -> output.passOn(home, container));
    }
  }

  /** Watches the container's run, if it runs, whoever started it. */
  private Optional<Supervision.Run> watch(ContainerHome home) {
    Optional<Supervision.Run> watched = supervision.run(home.name());
    if (watched.isPresent()) {
      return watched;
    }
    Optional<RunRecord> record = home.run().filter(this::isRunning);
    return record
        .flatMap(RunRecord::process)
        .flatMap(process -> launcher.adopt(process.pid(), process.startTicks()))
        .map(
            process -> {
              output.collect(home, container(home));
              terminals.collect(home, container(home));
              return supervision.watch(home, record.get(), process);
            });
  }

  private Optional<ProcessIdentity> process(ContainerHome home) {
    return home.run().filter(this::isRunning).flatMap(RunRecord::process);
  }

  private ContainerHome home(ContainerName name) {
    return state.find(name).orElseThrow(() -> unknown(name));
  }

  private static ContainerRecord container(ContainerHome home) {
    return home.container().orElseThrow(() -> unknown(home.name()));
  }

  private Object lock(ContainerName name) {
    return locks.computeIfAbsent(name, unused -> new Object());
  }
}
