package io.jcompose.runtime.linux.process;

import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.namespace.FreshThread;
import io.jcompose.runtime.linux.rootfs.RootBuilder;
import io.jcompose.runtime.linux.rootfs.RootSpec;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Mounts;
import io.jcompose.runtime.syscall.Namespaces;
import io.jcompose.runtime.syscall.Namespaces.Kind;
import io.jcompose.runtime.syscall.Processes;
import io.jcompose.runtime.syscall.SyscallException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Opens the roots of containers, for others to read and write files below. Whoever asked closes
 * them. What needs a mount namespace is done on threads of its own; what is opened can be used by
 * any thread.
 */
public final class RootOpener {
  private final Host host;
  private final RunDirectory run;

  /** Creates an opener. Touches nothing yet. */
  public RootOpener(Host host) {
    this.host = host;
    this.run = new RunDirectory(host);
  }

  /**
   * Opens what the programs of a running container see as {@code /}, with all that is mounted.
   *
   * @param startTicks of its process 1; guards against a pid used again
   * @return empty if that process has ended
   */
  public Optional<Fd> ofRunning(long pid, long startTicks) {
    try {
      Fd root = Descriptors.openDirectory(host.proc().resolve(pid + "/root"));
      // asked afterwards: what was opened is that process's
      OptionalLong present = ProcessStat.startTicks(host.proc(), pid);
      if (present.isPresent() && present.getAsLong() == startTicks) {
        return Optional.of(root);
      }
      Descriptors.close(root);
      return Optional.empty();
    } catch (SyscallException e) {
      if (e.errno().equals(Errno.ENOENT) || e.errno().equals(Errno.ESRCH)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Opens the root of a running container without what is mounted in it.
   *
   * @return empty if its process 1 has ended
   */
  public Optional<Fd> ofRunningWithoutMounts(long pid, long startTicks) {
    try {
      Fd process = Processes.open(pid);
      try {
        OptionalLong present = ProcessStat.startTicks(host.proc(), pid);
        if (present.isEmpty() || present.getAsLong() != startTicks) {
          return Optional.empty();
        }
        return Optional.of(
            FreshThread.start(
                    "root of " + pid,
                    () -> {
                      Namespaces.unshareFileSystemAttributes();
                      Namespaces.enter(process, Kind.MOUNT);
                      return Mounts.copy(Path.of("/"), false);
                    })
                .join());
      } finally {
        Descriptors.close(process);
      }
    } catch (SyscallException e) {
      if (e.errno().equals(Errno.ESRCH)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Opens the root of a container that does not run.
   *
   * @param withMounts whether what is mounted in it is there
   */
  public Fd ofStopped(RootSpec spec, boolean withMounts) {
    RootBuilder builder =
        new RootBuilder(run.mountPoint(), List.of(host.state(), host.run()), List.of(), false);
    return FreshThread.start(
            "root of a stopped container",
            () -> {
              Namespaces.unshareFileSystemAttributes();
              Namespaces.unshare(Kind.MOUNT);
              return builder.buildFiles(spec, withMounts);
            })
        .join();
  }
}
