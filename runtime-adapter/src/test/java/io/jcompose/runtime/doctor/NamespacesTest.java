package io.jcompose.runtime.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamespacesTest {
  @TempDir Path root;
  private HostUnderTest host;

  @BeforeEach
  void aHostThatHasEverything() {
    host = new HostUnderTest(root);
  }

  @ParameterizedTest
  @CsvSource({
    "mnt, CONFIG_NAMESPACES",
    "uts, CONFIG_UTS_NS",
    "ipc, CONFIG_IPC_NS",
    "pid, CONFIG_PID_NS",
    "net, CONFIG_NET_NS",
    "cgroup, CONFIG_CGROUPS"
  })
  void aKindThatTheKernelLacksIsMissing(String kind, String option) {
    host.without("proc/self/ns/" + kind);

    assertThat(host.said("kinds"))
        .isEqualTo(
            "missing: this kernel has no namespaces of the kind '"
                + kind
                + "'\n  hint: use a kernel built with "
                + option
                + ", as those of all distributions are\n");
  }

  @Test
  void aKindOfWhichNoneMayBeMadeIsMissing() {
    host.setting("user.max_net_namespaces", "0").setting("user.max_pid_namespaces", "15000");

    assertThat(host.said("kinds"))
        .isEqualTo(
            """
            missing: no namespace of the kind 'net' may be made: user.max_net_namespaces is 0
              hint: run 'sysctl -w user.max_net_namespaces=10000'
            """);
  }

  @Test
  void whatKeepsOrdinaryUsersFromThemIsANoteForRoot() {
    host.setting("kernel.unprivileged_userns_clone", "0");

    assertThat(host.said("for users"))
        .isEqualTo(
            """
            note: ordinary users may not make user namespaces: kernel.unprivileged_userns_clone is 0 (matters only for runs without root)
              hint: run 'sysctl -w kernel.unprivileged_userns_clone=1'
            """);
  }

  @Test
  void everyLockIsAWarningForThoseItConcerns() {
    host.ordinaryUser()
        .setting("user.max_user_namespaces", "0")
        .setting("kernel.unprivileged_userns_clone", "1")
        .setting("kernel.apparmor_restrict_unprivileged_userns", "1");

    assertThat(host.said("for users"))
        .isEqualTo(
            """
            warning: ordinary users may not make user namespaces: user.max_user_namespaces is 0 (matters only for runs without root)
              hint: run 'sysctl -w user.max_user_namespaces=10000'
            warning: ordinary users may not make user namespaces: kernel.apparmor_restrict_unprivileged_userns is 1 (matters only for runs without root)
              hint: run 'sysctl -w kernel.apparmor_restrict_unprivileged_userns=0'
            """);
  }

  @Test
  void aKernelWithoutUserNamespacesStillMakesContainersForRoot() {
    host.without("proc/self/ns/user");

    assertThat(host.said("for users"))
        .isEqualTo(
            """
            note: this kernel has no user namespaces (matters only for runs without root)
              hint: use a kernel built with CONFIG_USER_NS
            """);
  }
}
