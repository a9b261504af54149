package io.jcompose.runtime.linux;

import io.jcompose.runtime.host.Host;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether this kernel can make containers; asked before anything is made, so that the answer names
 * the missing piece and not the system call that stumbled over it. Reads a few files of {@code
 * /proc} and changes nothing.
 */
final class HostCheck {
  private static final int MAJOR = 5;
  private static final int MINOR = 12; // the first with mount_setattr(2)
  private static final Pattern RELEASE = Pattern.compile("(\\d+)\\.(\\d+).*", Pattern.DOTALL);

  /** Files of {@code /proc/self/ns}, and what the kernel is built with to have them. */
  private static final Map<String, String> NAMESPACES =
      Map.of(
          "mnt", "CONFIG_NAMESPACES",
          "uts", "CONFIG_UTS_NS",
          "ipc", "CONFIG_IPC_NS",
          "pid", "CONFIG_PID_NS",
          "net", "CONFIG_NET_NS",
          "cgroup", "CONFIG_CGROUPS");

  private final Path proc;

  HostCheck(Host host) {
    this.proc = host.proc();
  }

  /**
   * Returns if containers can be made.
   *
   * @throws RuntimeFailure naming a piece that is missing
   */
  void requireContainers() {
    requireVersion();
    requireNamespaces();
    requireOverlay();
  }

  private void requireVersion() {
    String release = read(proc.resolve("sys/kernel/osrelease")).strip();
    Matcher numbers = RELEASE.matcher(release);
    if (!numbers.matches()) {
      return; // a kernel that names itself in its own way: the calls will tell
    }
    int major = Integer.parseInt(numbers.group(1));
    int minor = Integer.parseInt(numbers.group(2));
    if (major < MAJOR || (major == MAJOR && minor < MINOR)) {
      throw new RuntimeFailure(
          "cannot make containers on Linux " + release + ": 5.12 or newer is needed",
          "upgrade the kernel of this host");
    }
  }

  private void requireNamespaces() {
    NAMESPACES.forEach(
        (name, option) -> {
          Path namespace = proc.resolve("self/ns").resolve(name);
          if (!Files.exists(namespace)) {
            throw new RuntimeFailure(
                "cannot make containers: this kernel has no namespaces of the kind '"
                    + name
                    + "' (there is no "
                    + namespace
                    + ")",
                "use a kernel built with " + option + ", as those of all distributions are");
          }
        });
  }

  private void requireOverlay() {
    Path known = proc.resolve("filesystems");
    if (read(known).lines().noneMatch(line -> line.strip().endsWith("overlay"))) {
      throw new RuntimeFailure(
          "cannot make containers: " + known + " does not list the file system 'overlay'",
          "load it with 'modprobe overlay', or use a kernel built with CONFIG_OVERLAY_FS");
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot tell what this kernel can do: " + e,
          "mount the process file system with 'mount -t proc proc /proc'",
          e);
    }
  }
}
