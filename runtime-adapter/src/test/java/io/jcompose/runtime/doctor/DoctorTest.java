package io.jcompose.runtime.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.runtime.doctor.Finding.State;
import io.jcompose.runtime.doctor.Finding.Topic;
import io.jcompose.runtime.host.Host;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  @TempDir Path root;

  @Test
  void ofAHostThatHasEverythingOnlyGoodIsSaid() {
    assertThat(new HostUnderTest(root).said())
        .isEqualTo(
            """
            machine: kernel: ok: Linux 6.18.44
            machine: processor: ok: amd64
            machine: kind: ok: not inside a container
            machine: systemd: ok: runs
            machine: jdk: ok: 17.0.15 in /usr/lib/jvm/java-17
            machine: class archive: ok: /opt/classes.jsa
            user: caller: ok: root
            user: capabilities: ok: all that making containers takes
            user: subordinate ids: ok: not needed by root
            namespaces: kinds: ok: mnt, uts, ipc, pid, net, cgroup
            namespaces: for users: ok: ordinary users may make user namespaces
            control groups: version: ok: 2
            control groups: controllers: ok: cpu, memory, pids, io
            control groups: may be made: ok: yes
            storage: overlayfs: ok: in the kernel
            storage: state directory: ok: /var/lib/jcompose on ext4
            storage: free space: ok: 40.0 of 100.0 GB
            storage: free inodes: ok: 5000000 of 6000000
            network: nftables: ok: libnftables.so.1
            network: other tables: ok: none drops what containers send
            network: firewalld: ok: does not run
            network: forwarding: ok: off; it is on while a project runs
            network: ipv6 forwarding: ok: off; it is on while a project with IPv6 runs
            network: reverse path: ok: filtered loosely
            network: br_netfilter: ok: does not ask the firewall
            network: ipv6: ok: on
            network: low ports: ok: root may publish all
            network: kernel's ports: ok: 32768 to 60999 are taken for connections; publish others
            network: name servers: ok: 192.0.2.53
            limits: open files: ok: 65536 for each process
            limits: files of all: ok: 9223372036854775807
            limits: inotify watches: ok: 524288
            limits: inotify instances: ok: 1024
            limits: processes: ok: 4194304
            limits: connections: ok: 17 of 262144 tracked
            security: seccomp: ok: filters work
            security: apparmor: ok: off
            security: selinux: ok: off
            programs: sleep: ok: /usr/bin/sleep
            programs: init: ok: /usr/bin/catatonit
            programs: nft: ok: /usr/sbin/nft
            programs: pasta: ok: /usr/bin/pasta
            """);
  }

  @Test
  void topicsAreNotMixed() {
    assertThat(new HostUnderTest(root).ordinaryUser().findings())
        .isSortedAccordingTo(Comparator.comparing(Finding::topic));
  }

  @Test
  void ofAHostWithoutAnyFileMuchIsMissingAndNothingFails() {
    Host empty = new Host(Clock.systemUTC(), Map.of(), root, root.resolve("state"), root);

    assertThat(Doctor.ofAll(empty, new HostUnderTest(root.resolve("other")).probes()).findings())
        .filteredOn(finding -> finding.state() == State.MISSING)
        .extracting(finding -> finding.check() + ": " + finding.found())
        .contains("kernel: there is no process file system at /proc");
  }

  @Test
  void theRealHostIsLookedAtWithoutFailing() {
    assertThat(Doctor.ofAll(Host.real()).findings())
        .extracting(Finding::topic)
        .contains(Topic.values());
  }

  @Test
  void aFindingHasAHintIfAndOnlyIfSomethingIsToBeDone() {
    assertThatThrownBy(() -> new Finding(Topic.USER, "caller", State.OK, "root", "do this"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Finding(Topic.USER, "caller", State.NOTE, "root", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
