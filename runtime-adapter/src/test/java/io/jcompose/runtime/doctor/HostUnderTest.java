package io.jcompose.runtime.doctor;

import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.network.FirewallView;
import io.jcompose.runtime.syscall.FileSystems.Space;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A host made of files in a temporary folder: to begin with one on which all is well. */
final class HostUnderTest {
  private static final String ALL_CAPABILITIES = "000001ffffffffff";

  private final Path root;
  private final Set<Path> readOnly = new HashSet<>();
  private final Set<Path> withFileCapabilities = new HashSet<>();
  private Space space = new Space(100_000_000_000L, 40_000_000_000L, 6_000_000, 5_000_000);
  private FirewallView firewall = new FakeFirewall();
  private Path state;
  private String processor = "amd64";

  HostUnderTest(Path root) {
    this.root = root;
    this.state = root.resolve("var/lib/jcompose");
    kernel();
    process();
    network();
    file("sys/fs/cgroup/cgroup.controllers", "cpuset cpu io memory hugetlb pids rdma misc");
    Stream.of("usr/bin/sleep", "usr/bin/catatonit", "usr/sbin/nft", "usr/bin/pasta")
        .forEach(this::program);
    directory("run/systemd/system");
  }

  private void kernel() {
    setting("kernel.osrelease", "6.18.44");
    setting("kernel.pid_max", "4194304");
    setting("kernel.seccomp.actions_avail", "kill_process kill_thread trap errno trace log allow");
    setting("fs.file-max", "9223372036854775807");
    setting("fs.inotify.max_user_watches", "524288");
    setting("fs.inotify.max_user_instances", "1024");
    file("proc/filesystems", "nodev\tproc\n\text4\nnodev\toverlay");
  }

  private void process() {
    caller(0, ALL_CAPABILITIES);
    file("proc/self/limits", "Limit Soft Hard\nMax open files            65536  524288  files");
    file("proc/self/cmdline", "java\0-XX:SharedArchiveFile=/opt/classes.jsa\0-jar\0jcompose.jar\0");
    file("proc/self/maps", "7f00-7f01 r--p 00000000 fe:00 42    /opt/classes.jsa");
    file("proc/self/mountinfo", "27 1 0:1 / / rw,relatime shared:1 - ext4 /dev/vda rw");
    file("proc/self/cgroup", "0::/user.slice/user-1000.slice/session-1.scope");
    for (String kind : List.of("mnt", "uts", "ipc", "pid", "net", "cgroup", "user")) {
      file("proc/self/ns/" + kind, "");
    }
  }

  private void network() {
    setting("net.ipv4.ip_forward", "0");
    setting("net.ipv6.conf.all.forwarding", "0");
    setting("net.ipv4.conf.all.rp_filter", "2");
    setting("net.ipv4.ip_unprivileged_port_start", "1024");
    setting("net.ipv4.ip_local_port_range", "32768\t60999");
    setting("net.ipv6.conf.all.disable_ipv6", "0");
    setting("net.netfilter.nf_conntrack_max", "262144");
    setting("net.netfilter.nf_conntrack_count", "17");
    file("proc/net/if_inet6", "00000000000000000000000000000001 01 80 10 80       lo");
    file("etc/resolv.conf", "search example.org\nnameserver 192.0.2.53");
  }

  HostUnderTest file(String path, String text) {
    try {
      Files.createDirectories(root.resolve(path).getParent());
      Files.writeString(root.resolve(path), text + "\n");
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HostUnderTest directory(String path) {
    try {
      Files.createDirectories(root.resolve(path));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HostUnderTest without(String path) {
    try {
      Files.delete(root.resolve(path));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HostUnderTest setting(String name, String value) {
    return file(HostView.settingPath(name), value);
  }

  HostUnderTest withoutSetting(String name) {
    return without(HostView.settingPath(name));
  }

  HostUnderTest program(String path) {
    return program(path, 0755);
  }

  HostUnderTest program(String path, int mode) {
    file(path, "");
    try {
      Files.setPosixFilePermissions(
          root.resolve(path), PosixFilePermissions.fromString("rwxr-xr-x"));
      if (mode != 0755) {
        Files.setAttribute(root.resolve(path), "unix:mode", mode);
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HostUnderTest withFileCapabilities(String path) {
    withFileCapabilities.add(root.resolve(path));
    return this;
  }

  HostUnderTest caller(int user, String capabilities) {
    return file(
        "proc/self/status",
        "Name:\tjava\nUid:\t1\t" + user + "\t1\t1\nCapEff:\t" + capabilities + "\nSeccomp:\t0");
  }

  HostUnderTest ordinaryUser() {
    return caller(1000, "0000000000000000")
        .file("etc/passwd", "root:x:0:0::/root:/bin/sh\njoe:x:1000:1000::/home/joe:/bin/sh");
  }

  HostUnderTest readOnly(String path) {
    readOnly.add(root.resolve(path));
    return this;
  }

  HostUnderTest space(Space now) {
    space = now;
    return this;
  }

  HostUnderTest firewall(FirewallView now) {
    firewall = now;
    return this;
  }

  HostUnderTest state(Path now) {
    state = now;
    return this;
  }

  HostUnderTest processor(String now) {
    processor = now;
    return this;
  }

  /** Returns what is said of a check: a line for each finding, one for its hint. */
  String said(String check) {
    return findings().stream()
        .filter(finding -> finding.check().equals(check))
        .map(this::text)
        .collect(Collectors.joining());
  }

  /** Returns all that is said. */
  String said() {
    return findings().stream()
        .map(finding -> finding.topic().title() + ": " + finding.check() + ": " + text(finding))
        .collect(Collectors.joining());
  }

  List<Finding> findings() {
    return Doctor.ofAll(host(), probes()).findings();
  }

  private String text(Finding finding) {
    String text =
        finding.state().word()
            + ": "
            + finding.found()
            + "\n"
            + (finding.hint().isEmpty() ? "" : "  hint: " + finding.hint() + "\n");
    return text.replace(root.toString(), ""); // it differs from test to test
  }

  private Host host() {
    return new Host(Clock.systemUTC(), Map.of(), root, state, root.resolve("run/jcompose"));
  }

  Probes probes() {
    return new Probes(
        new Probes.Java("17.0.15", "/usr/lib/jvm/java-17", processor),
        firewall,
        path -> !readOnly.contains(path),
        path -> space,
        withFileCapabilities::contains);
  }
}
