package io.jcompose.runtime.linux.process;

import io.jcompose.runtime.linux.cgroup.Cgroup;
import io.jcompose.runtime.linux.namespace.ProcMount;
import io.jcompose.runtime.linux.process.HeldSpawn.HeldChild;
import io.jcompose.runtime.linux.rootfs.RootBuilder;
import io.jcompose.runtime.linux.security.Confinement;
import io.jcompose.runtime.linux.security.Identity;
import io.jcompose.runtime.syscall.Credentials;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Mounts;
import io.jcompose.runtime.syscall.Namespaces;
import io.jcompose.runtime.syscall.Namespaces.Kind;
import io.jcompose.runtime.syscall.Spawn;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How one container comes into being.
 *
 * @param self what it calls itself
 * @param network where it is in the network
 * @param root makes the root in the mount namespace of the calling thread
 * @param identity tells who the program runs as, by the container's own files
 * @param streams where its standard streams lead
 * @param keeper takes the near side of its terminal, if it has one, before it runs
 * @param held FIFOs that the program keeps open from descriptor 3 on
 * @param mountPoint directory of the host to mount on for a moment
 */
record ContainerBirth(
    UtsName self,
    NetworkPlace network,
    Supplier<Fd> root,
    Function<Fd, Identity> identity,
    Confinement confinement,
    Command command,
    BirthStreams streams,
    Consumer<Fd> keeper,
    List<Path> held,
    Cgroup cgroup,
    Path proc,
    Path mountPoint)
    implements HeldSpawn.Birth, HeldSpawn.Attendance {
  private static final int UMASK = 0022;
  private static final int FIRST_HELD = 3;

  /**
   * What is run.
   *
   * @param reaper put before the arguments; empty for none
   */
  record Command(
      List<String> reaper,
      List<String> arguments,
      Map<String, String> environment,
      String workingDirectory) {
    /** Says no value of a variable: these are often secrets, and this may end in a log. */
    @Override
    public String toString() {
      return "Command[environment=" + environment.keySet() + "]";
    }
  }

  @Override
  public Spawn prepare(Gate gate, OpenFiles files) {
    Namespaces.unshareFileSystemAttributes();
    Credentials.setUmask(UMASK);
    int free = FIRST_HELD + held.size();
    streams.openOnHost(free, files);
    List<Fd> kept = openHeld(free, files);
    Runnable enterNetwork = networkEntrance(files);
    Namespaces.unshare(Kind.MOUNT, Kind.UTS, Kind.IPC);
    enterNetwork.run();
    Namespaces.setHostName(self.host());
    self.domain().ifPresent(Namespaces::setDomainName);
    Fd rootDirectory = files.keep(root.get());
    Identity who = identity.apply(rootDirectory);
    // this late, because the group allows the thread no more devices than the container
    cgroup.addThread(Namespaces.currentThread());
    Namespaces.unshare(Kind.CGROUP);
    Mounts.pivot(rootDirectory);
    streams.openInContainer(rootDirectory, who, free, files);
    Namespaces.unshare(Kind.PID);
    confinement.applyToThread(who);
    Spawn spawn = spawn(gate, rootDirectory, who);
    for (int i = 0; i < kept.size(); i++) {
      spawn.duplicate(kept.get(i), FIRST_HELD + i);
    }
    gate.hold(spawn, FIRST_HELD + kept.size());
    return spawn.enter(command.workingDirectory());
  }

  private List<Fd> openHeld(int lowest, OpenFiles files) {
    return held.stream()
        .map(fifo -> files.keepFrom(lowest, Descriptors.openForReadingAndWriting(fifo)))
        .toList();
  }

  /** Opened before the mounts change, for the pin may not be seen afterwards. */
  private Runnable networkEntrance(OpenFiles files) {
    if (network instanceof NetworkPlace.Pinned pinned) {
      Fd namespace = files.keep(openNetworkNamespace(pinned.pin()));
      return () -> Namespaces.enter(namespace, Kind.NETWORK);
    }
    return network instanceof NetworkPlace.Fresh
        ? () -> Namespaces.unshare(Kind.NETWORK)
        : () -> {};
  }

  private static Fd openNetworkNamespace(Path pin) {
    try {
      return Descriptors.openForReading(pin);
    } catch (SyscallException e) {
      throw new RuntimeFailure(
          "cannot join the pod's network namespace " + pin + ": " + e.getMessage(),
          "start the pod again with 'jcompose up'",
          e);
    }
  }

  private Spawn spawn(Gate gate, Fd rootDirectory, Identity who) {
    Map<String, String> environment =
        ProgramEnvironment.complete(
            command.environment(), self.host(), who, streams.terminal().isPresent());
    ProgramLookup lookup =
        new ProgramLookup(
            rootDirectory, command.workingDirectory(), environment.getOrDefault("PATH", ""));
    String program = lookup.find(command.arguments().get(0));
    List<String> arguments = new ArrayList<>(command.reaper());
    arguments.addAll(command.arguments());
    String executed = command.reaper().isEmpty() ? program : command.reaper().get(0);
    Spawn spawn = new Spawn(executed, arguments, environment);
    gate.approach(spawn);
    streams.joinTo(spawn);
    return spawn;
  }

  @Override
  public RuntimeException refused(SyscallException cause) {
    return ProgramLookup.refused(command.arguments().get(0), cause);
  }

  @Override
  public void attend(HeldChild child) {
    cgroup.add(child.pid());
    streams.terminal().ifPresent(keeper);
    try (OpenFiles files = new OpenFiles()) {
      Path thread = proc.resolve("self/task").resolve(Long.toString(child.birthThread()));
      Fd mounts = files.keep(Descriptors.openForReading(thread.resolve("ns/mnt")));
      Fd pids = files.keep(Descriptors.openForReading(proc.resolve(child.pid() + "/ns/pid")));
      Namespaces.unshareFileSystemAttributes();
      Fd processes = files.keep(ProcMount.create(pids, mountPoint));
      Namespaces.enter(mounts, Kind.MOUNT);
      RootBuilder.attachProc(processes);
    }
  }
}
