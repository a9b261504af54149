package io.jcompose.runtime.linux.process;

import io.jcompose.model.project.SecuritySettings;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.Signal;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.cgroup.Cgroup;
import io.jcompose.runtime.linux.cgroup.Cgroups;
import io.jcompose.runtime.linux.rootfs.RootBuilder;
import io.jcompose.runtime.linux.rootfs.RootMount;
import io.jcompose.runtime.linux.rootfs.RootSpec;
import io.jcompose.runtime.linux.security.Confinement;
import io.jcompose.runtime.linux.security.Identity;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Processes;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.ExecSpec;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Door of the package: starts containers, finds them again, and runs further programs in them.
 *
 * <p>Safe to use from several threads; launches run side by side.
 */
public final class ContainerLauncher implements AutoCloseable {
  private static final String REAPER_IN_CONTAINER = "/sbin/docker-init";
  private static final Identity NOBODY = new Identity(65534, 65534, List.of(), "/");
  private static final SecuritySettings NO_CAPABILITIES =
      new SecuritySettings(false, Set.of(), true, Set.of(), true);

  private final Host host;
  private final Consumer<String> warnings;
  private final Cgroups cgroups;
  private final HostPrograms programs;
  private final RunDirectory run;
  private final HeldSpawn spawner;
  private final AbandonedGates abandoned;
  private final ExitWatcher watcher = new ExitWatcher();

  /**
   * Creates a launcher. Touches nothing yet.
   *
   * @param warnings told what the host lacks where a container runs without it, such as a cgroup
   *     controller or filters of system calls
   */
  public ContainerLauncher(Host host, Consumer<String> warnings) {
    this.host = host;
    this.warnings = warnings;
    this.cgroups = new Cgroups(host.cgroups(), warnings);
    this.programs = new HostPrograms(host.root());
    this.run = new RunDirectory(host);
    this.spawner = new HeldSpawn(run.gates(), host.proc());
    this.abandoned = new AbandonedGates(run.gates(), host.proc());
  }

  /**
   * Returns what to do to get containers with {@code init: true}; empty if this host can run them.
   */
  public Optional<String> initRemedy() {
    return programs.reaperRemedy();
  }

  /**
   * Starts a container and returns once its program has been executed. A failure leaves no process,
   * mount or cgroup behind.
   *
   * @throws ProgramNotRunException if there is no such program, or it cannot be run
   * @throws RuntimeFailure if anything else is in the way
   */
  public RunningProcess launch(LaunchSpec spec) {
    List<String> reaper = List.of();
    RootSpec root = spec.root();
    if (spec.init()) {
      List<RootMount> mounts = new ArrayList<>(root.mounts());
      mounts.add(
          new RootMount.Bind(programs.reaper(), REAPER_IN_CONTAINER, true, Optional.empty()));
      root = new RootSpec(root.layers(), root.upper(), root.work(), root.readOnly(), mounts);
      reaper = List.of(REAPER_IN_CONTAINER, "--");
    }
    Cgroup cgroup = cgroups.create(spec.project(), spec.name());
    RootBuilder builder = rootBuilder(cgroup);
    RootSpec rootSpec = root;
    ContainerBirth birth =
        new ContainerBirth(
            spec.self(),
            spec.network(),
            () -> builder.build(rootSpec, spec.workingDirectory()),
            directory -> ContainerUsers.identify(directory, spec.user()),
            Confinement.of(spec.security(), warnings),
            new ContainerBirth.Command(
                reaper, spec.arguments(), spec.environment(), spec.workingDirectory()),
            BirthStreams.of(spec.streams()),
            terminal -> keep(terminal, spec),
            List.of(),
            cgroup,
            host.proc(),
            run.mountPoint());
    return start(spec.project(), spec.name(), birth);
  }

  private void keep(Fd terminal, LaunchSpec spec) {
    launchHelper(
        new HelperSpec(
            spec.project(),
            TerminalKeeper.name(spec.name()),
            programs.sleeper(),
            List.of(terminal)));
  }

  /**
   * Returns the near side of a container's terminal, from which is read what the container writes.
   * Whoever asks closes it; the terminal stays.
   *
   * @return empty if the container has no terminal, or does not run
   */
  public Optional<Fd> terminal(ProjectName project, ContainerName name) {
    return cgroups.processes(project, TerminalKeeper.name(name)).stream()
        .flatMap(keeper -> TerminalKeeper.copyFrom(keeper).stream())
        .findFirst();
  }

  /**
   * Starts a project's pause process: a program of the host that only sleeps, as nobody, without
   * capabilities, in namespaces of its own.
   */
  public RunningProcess launchPause(PauseSpec spec) {
    Cgroup cgroup = cgroups.create(spec.project(), spec.name());
    RootBuilder builder = rootBuilder(cgroup);
    ContainerBirth birth =
        new ContainerBirth(
            UtsName.of(spec.name().toString()),
            spec.network(),
            builder::buildFromHost,
            directory -> NOBODY,
            Confinement.of(NO_CAPABILITIES, warnings),
            new ContainerBirth.Command(List.of(), programs.sleeper(), Map.of(), "/"),
            BirthStreams.of(new StandardStreams.Nowhere()),
            terminal -> {},
            spec.held(),
            cgroup,
            host.proc(),
            run.mountPoint());
    return start(spec.project(), spec.name(), birth);
  }

  /** Starts a program of the host, as it is there, and returns once it has been executed. */
  public RunningProcess launchHelper(HelperSpec spec) {
    HelperBirth birth = new HelperBirth(spec, cgroups.create(spec.project(), spec.name()));
    return start(spec.project(), spec.name(), birth, birth);
  }

  private RootBuilder rootBuilder(Cgroup cgroup) {
    return new RootBuilder(
        run.mountPoint(),
        List.of(host.state(), host.run()),
        cgroup.views().stream()
            .map(view -> new RootBuilder.KernelView(view.name(), view.directory()))
            .toList(),
        cgroup.restrictDevices());
  }

  private RunningProcess start(ProjectName project, ContainerName name, ContainerBirth birth) {
    return start(project, name, birth, birth);
  }

  private RunningProcess start(
      ProjectName project,
      ContainerName name,
      HeldSpawn.Birth birth,
      HeldSpawn.Attendance attendance) {
    try {
      long pid = spawner.start(name.toString(), birth, attendance);
      return watch(pid, true)
          .orElseThrow(() -> new IllegalStateException("child " + pid + " vanished unreaped"));
    } catch (RuntimeException | Error e) {
      try {
        cleanUp(project, name);
      } catch (RuntimeException undo) {
        e.addSuppressed(undo);
      }
      if (e instanceof SyscallException cause) {
        throw new RuntimeFailure(
            "cannot start container '" + name + "': " + cause.getMessage(),
            "see the kernel's reason with 'dmesg | tail'",
            cause);
      }
      throw e;
    }
  }

  private Optional<RunningProcess> watch(long pid, boolean child) {
    Optional<Fd> pidfd = open(pid);
    if (pidfd.isEmpty()) {
      return Optional.empty();
    }
    OptionalLong startTicks = ProcessStat.startTicks(host.proc(), pid);
    if (startTicks.isEmpty()) {
      Descriptors.close(pidfd.get());
      return Optional.empty();
    }
    return Optional.of(watcher.watch(pid, startTicks.getAsLong(), pidfd.get(), child));
  }

  private static Optional<Fd> open(long pid) {
    try {
      return Optional.of(Processes.open(pid));
    } catch (SyscallException e) {
      if (e.errno().equals(Errno.ESRCH)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Ends the children that a killed jcompose left before they had become their programs. */
  public void endAbandoned() {
    abandoned.clear();
  }

  /**
   * Takes up a process that an earlier jcompose started.
   *
   * @return empty if that process has ended
   */
  public Optional<RunningProcess> adopt(long pid, long startTicks) {
    return openSame(pid, startTicks)
        .map(pidfd -> watcher.watch(pid, startTicks, pidfd, isChild(pid)));
  }

  /** Sends a signal to a process of whoever started it; one that has ended is left alone. */
  public void signal(long pid, long startTicks, Signal signal) {
    Optional<Fd> pidfd = openSame(pid, startTicks);
    if (pidfd.isPresent()) {
      try {
        Processes.signal(pidfd.get(), signal.number());
      } catch (SyscallException e) {
        if (!e.errno().equals(Errno.ESRCH)) {
          throw e;
        }
      } finally {
        Descriptors.close(pidfd.get());
      }
    }
  }

  /** Opens a process, unless another one has its number by now. */
  private Optional<Fd> openSame(long pid, long startTicks) {
    Optional<Fd> pidfd = open(pid);
    if (pidfd.isEmpty()) {
      return Optional.empty();
    }
    // read after the pidfd was opened: what it says is of the process that the pidfd means
    OptionalLong observed = ProcessStat.startTicks(host.proc(), pid);
    if (observed.isEmpty() || observed.getAsLong() != startTicks) {
      Descriptors.close(pidfd.get());
      return Optional.empty();
    }
    return pidfd;
  }

  /** It is where this process started it through a launcher that was closed since. */
  private static boolean isChild(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(ProcessHandle::parent)
        .filter(ProcessHandle.current()::equals)
        .isPresent();
  }

  /**
   * Runs a further program in a running container and waits for it. Interrupting the calling thread
   * kills the program, and the flag stays set.
   *
   * @return its exit code; 127 where the program does not exist, 126 where it cannot be run
   * @throws RuntimeFailure if the container does not run
   */
  public int exec(ExecTarget target, ExecSpec spec) {
    // before anything is made: nobody would clear away the control groups of one that has ended
    Descriptors.close(target.open(spec.arguments().get(0), host.proc()));
    Cgroup cgroup = cgroups.create(target.project(), target.name());
    try (ExecStreams streams = ExecStreams.of(spec.streams())) {
      ExecBirth birth =
          new ExecBirth(
              target,
              spec,
              streams,
              cgroup,
              spec.privileged() ? Confinement.none() : Confinement.of(target.security(), warnings),
              host.proc());
      long pid;
      try {
        pid = spawner.start("exec " + target.name(), birth, birth);
      } catch (ProgramNotRunException e) {
        streams.complain(String.valueOf(e.getMessage()));
        return e.exitCode();
      } catch (SyscallException e) {
        throw new RuntimeFailure(
            "cannot run '"
                + spec.arguments().get(0)
                + "' in container '"
                + target.name()
                + "': "
                + e.getMessage(),
            "see whether the container still runs with 'jcompose ps'",
            e);
      }
      RunningProcess process =
          watch(pid, true)
              .orElseThrow(() -> new IllegalStateException("child " + pid + " vanished unreaped"));
      if (!streams.isAwaited()) {
        return 0; // the watcher reaps it, and when this process is gone init does
      }
      streams.begin();
      return streams.await(process);
    }
  }

  /**
   * Kills what is left of a container and removes its cgroups; the pause process included. One of
   * which nothing is left is a success.
   */
  public void cleanUp(ProjectName project, ContainerName name) {
    cgroups.remove(project, name);
    cgroups.remove(project, TerminalKeeper.name(name));
  }

  /** Stops watching. Processes run on; their {@link RunningProcess#exit} stays open. */
  @Override
  public void close() {
    watcher.close();
  }
}
