package io.jcompose.runtime.linux.namespace;

import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Mounts;
import io.jcompose.runtime.syscall.Mounts.Attribute;
import io.jcompose.runtime.syscall.Namespaces;
import io.jcompose.runtime.syscall.Namespaces.Kind;
import io.jcompose.runtime.syscall.Processes;
import io.jcompose.runtime.syscall.Spawn;
import io.jcompose.runtime.syscall.Spawn.Access;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Mounts the processes of a pid namespace that the caller is not in.
 *
 * <p>Kernels from 6.17 on are simply told which namespace. Before, a proc file system shows the
 * namespace of whoever mounts it, and a thread cannot enter a pid namespace itself, only its
 * children can: so mount(8) of the host does it.
 */
public final class ProcMount {
  private static final List<Path> PROGRAMS =
      List.of(Path.of("/usr/bin/mount"), Path.of("/bin/mount"));
  private static final Attribute[] ATTRIBUTES = {
    Attribute.NO_SETUID, Attribute.NO_DEVICES, Attribute.NO_EXEC
  };

  private ProcMount() {}

  /**
   * Returns a detached mount. May move the calling thread into namespaces: it must be a {@link
   * FreshThread} that has file system attributes of its own.
   *
   * @param mountPoint a directory of the host to mount on for a moment, seen by nobody else
   */
  public static Fd create(Fd pidNamespace, Path mountPoint) {
    try {
      return Mounts.createProc(pidNamespace, ATTRIBUTES);
    } catch (SyscallException e) {
      if (!e.errno().equals(Errno.EINVAL)) {
        throw e;
      }
      return createWithProgram(pidNamespace, mountPoint);
    }
  }

  static Fd createWithProgram(Fd pidNamespace, Path mountPoint) {
    Namespaces.unshare(Kind.MOUNT);
    Mounts.makeAllPrivate();
    Namespaces.enter(pidNamespace, Kind.PID);
    String program = program();
    List<String> arguments =
        List.of(
            "mount",
            "-n",
            "-t",
            "proc",
            "-o",
            "nosuid,nodev,noexec",
            "proc",
            mountPoint.toString());
    long pid =
        new Spawn(program, arguments, Map.of())
            .open(0, "/dev/null", Access.READ_WRITE)
            .duplicate(new Fd(0), 1)
            .duplicate(new Fd(0), 2)
            .closeFrom(3)
            .start();
    int code = reap(pid);
    if (code != 0) {
      throw new RuntimeFailure(
          "cannot mount /proc for a container: '"
              + String.join(" ", arguments)
              + "' ended with "
              + code,
          "run jcompose on Linux 6.17 or newer, or see whether 'mount' works on this host");
    }
    return Mounts.copy(mountPoint, false);
  }

  private static int reap(long pid) {
    Fd pidfd = Processes.open(pid);
    try {
      return Processes.reap(pidfd);
    } finally {
      Descriptors.close(pidfd);
    }
  }

  private static String program() {
    return PROGRAMS.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new RuntimeFailure(
                    "cannot mount /proc for a container: this kernel needs the program 'mount' for it",
                    "install the package 'mount' (util-linux)"))
        .toString();
  }
}
