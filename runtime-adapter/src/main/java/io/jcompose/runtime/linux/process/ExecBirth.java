package io.jcompose.runtime.linux.process;

import io.jcompose.runtime.linux.cgroup.Cgroup;
import io.jcompose.runtime.linux.process.HeldSpawn.HeldChild;
import io.jcompose.runtime.linux.security.Confinement;
import io.jcompose.runtime.linux.security.Identity;
import io.jcompose.runtime.syscall.Credentials;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Namespaces;
import io.jcompose.runtime.syscall.Namespaces.Kind;
import io.jcompose.runtime.syscall.Spawn;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.ExecSpec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a further program comes into a running container.
 *
 * <p>Between its creation and its program the child shares the memory of this JVM while processes
 * of the container can see it. They cannot look into it: this process is made undumpable, which
 * only CAP_SYS_PTRACE overcomes. A container that was given that capability must be trusted anyway.
 *
 * @param proc where the host shows processes
 */
record ExecBirth(
    ExecTarget target,
    ExecSpec spec,
    ExecStreams streams,
    Cgroup cgroup,
    Confinement confinement,
    Path proc)
    implements HeldSpawn.Birth, HeldSpawn.Attendance {
  private static final int UMASK = 0022;
  private static final int FIRST_CLOSED = 3;

  @Override
  public Spawn prepare(Gate gate, OpenFiles files) {
    Credentials.hideProcess();
    Fd process = files.keep(target.open(spec.arguments().get(0), proc));
    Namespaces.unshareFileSystemAttributes();
    Credentials.setUmask(UMASK);
    Namespaces.enter(process, Kind.MOUNT, Kind.UTS, Kind.IPC, Kind.NETWORK, Kind.PID, Kind.CGROUP);
    Fd root = files.keep(Descriptors.openDirectory(Path.of("/")));
    Identity who = ContainerUsers.identify(root, spec.user().orElse(target.user()));
    streams.openInContainer(root, who);
    confinement.applyToThread(who);
    return spawn(gate, files, root, who);
  }

  private Spawn spawn(Gate gate, OpenFiles files, Fd root, Identity who) {
    Map<String, String> wanted = new LinkedHashMap<>(target.environment());
    wanted.putAll(spec.environment());
    Map<String, String> environment =
        ProgramEnvironment.complete(
            wanted, target.self().host(), who, spec.streams() instanceof ExecSpec.Streams.Terminal);
    String directory = spec.workingDirectory().orElse(target.workingDirectory());
    String program =
        new ProgramLookup(root, directory, environment.getOrDefault("PATH", ""))
            .find(spec.arguments().get(0));
    Spawn spawn = new Spawn(program, spec.arguments(), environment);
    gate.approach(spawn);
    streams.joinTo(spawn, files);
    gate.hold(spawn, FIRST_CLOSED);
    return spawn.enter(directory);
  }

  @Override
  public RuntimeException refused(SyscallException cause) {
    return ProgramLookup.refused(spec.arguments().get(0), cause);
  }

  @Override
  public void attend(HeldChild child) {
    cgroup.add(child.pid());
  }
}
