package io.jcompose.runtime.linux.process;

import io.jcompose.runtime.linux.cgroup.Cgroup;
import io.jcompose.runtime.linux.process.HeldSpawn.HeldChild;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Spawn;
import io.jcompose.runtime.syscall.Spawn.Access;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.Map;

/**
 * How a program of the host is started that outlives this process: in the host's namespaces, in a
 * session and a control group of its own, with nothing open but what it is to hold. What it says is
 * lost: a container could make it say more than any file should hold.
 */
record HelperBirth(HelperSpec spec, Cgroup cgroup)
    implements HeldSpawn.Birth, HeldSpawn.Attendance {
  private static final String NOTHING = "/dev/null";
  private static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
  private static final int FIRST_HELD = 3;

  @Override
  public Spawn prepare(Gate gate, OpenFiles files) {
    Spawn spawn = new Spawn(spec.command().get(0), spec.command(), ENVIRONMENT);
    gate.approach(spawn);
    spawn
        .open(0, NOTHING, Access.READ)
        .open(1, NOTHING, Access.WRITE)
        .open(2, NOTHING, Access.WRITE);
    int next = FIRST_HELD;
    for (Fd fd : spec.held()) {
      spawn.duplicate(out(fd, files), next++);
    }
    gate.hold(spawn, next);
    return spawn.enter("/");
  }

  /** Out of the way of the numbers that are given out one after another. */
  private Fd out(Fd fd, OpenFiles files) {
    return files.keep(Descriptors.duplicate(fd, FIRST_HELD + spec.held().size()));
  }

  @Override
  public RuntimeException refused(SyscallException cause) {
    return new RuntimeFailure(
        "cannot run " + spec.command().get(0) + ": " + cause.getMessage(),
        "install its package anew",
        cause);
  }

  @Override
  public void attend(HeldChild child) {
    cgroup.add(child.pid());
  }
}
