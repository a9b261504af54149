package io.jcompose.runtime.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlGroupsTest {
  @TempDir Path root;
  private HostUnderTest host;

  @BeforeEach
  void aHostOfVersionTwo() {
    host = new HostUnderTest(root);
  }

  private void versionOne(String... hierarchies) {
    host.without("sys/fs/cgroup/cgroup.controllers");
    for (String hierarchy : hierarchies) {
      host.file("sys/fs/cgroup/" + hierarchy + "/cgroup.procs", "");
    }
  }

  private List<String> said() {
    return List.of(host.said("version"), host.said("controllers"), host.said("may be made"));
  }

  @Test
  void versionOneIsAsGood() {
    versionOne("cpu", "cpuacct", "memory", "pids", "blkio", "devices", "freezer");

    assertThat(said()).containsExactly("ok: 1\n", "ok: cpu, memory, pids, io\n", "ok: yes\n");
  }

  @Test
  void versionTwoBesideVersionOneIsToldAndNotUsed() {
    versionOne("cpu", "memory", "pids", "blkio");
    host.file("sys/fs/cgroup/unified/cgroup.controllers", "");

    assertThat(said())
        .containsExactly(
            "ok: 1, with version 2 beside it\n", "ok: cpu, memory, pids, io\n", "ok: yes\n");
  }

  @Test
  void aControllerThatVersionOneLacksIsNamed() {
    versionOne("cpu", "pids", "blkio");

    assertThat(host.said("controllers"))
        .isEqualTo(
            """
            warning: limits of these are not kept: memory
              hint: mount them below /sys/fs/cgroup, a directory each; 'cat /proc/cgroups' tells which the kernel has
            """);
  }

  @Test
  void controllersThatVersionTwoLacksAreNamed() {
    host.file("sys/fs/cgroup/cgroup.controllers", "cpuset cpu pids");

    assertThat(host.said("controllers"))
        .isEqualTo(
            """
            warning: limits of these are not kept: memory, io
              hint: see with 'cat /proc/cgroups' which the kernel has; switch them on with 'cgroup_enable=memory' on its command line, or in 'cgroup.subtree_control' of the group above
            """);
  }

  @Test
  void noneAtAllIsAWarningAsContainersRunWithout() {
    host.without("sys/fs/cgroup/cgroup.controllers");

    assertThat(said())
        .containsExactly(
            """
            warning: none are mounted: nothing limits containers, and 'pids' counts nothing
              hint: run 'mount -t cgroup2 cgroup2 /sys/fs/cgroup', or start the container that jcompose runs in with '--cgroupns=host -v /sys/fs/cgroup:/sys/fs/cgroup'
            """,
            "",
            "");
  }

  @Test
  void onesThatCannotBeWrittenAreAWarning() {
    host.readOnly("sys/fs/cgroup");

    assertThat(host.said("may be made"))
        .isEqualTo(
            """
            warning: not below /sys/fs/cgroup: containers run without these limits
              hint: mount it for writing with 'mount -o remount,rw DIRECTORY', or start the container that jcompose runs in with '--privileged'
            """);
  }

  @Test
  void anOrdinaryUsersOwnGroupIsTold() {
    assertThat(host.ordinaryUser().said("may be made"))
        .isEqualTo("ok: below /sys/fs/cgroup/user.slice/user-1000.slice/session-1.scope\n");
  }

  @Test
  void anOrdinaryUserWithoutAGroupOfItsOwnIsToldHowToGetOne() {
    host.ordinaryUser().readOnly("sys/fs/cgroup/user.slice/user-1000.slice/session-1.scope");

    assertThat(host.said("may be made"))
        .isEqualTo(
            """
            warning: this user has been given no group of its own (matters only for runs without root)
              hint: start it with 'systemd-run --user --scope -p Delegate=yes' on a host with version 2
            """);
  }
}
