package io.jcompose.runtime.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallingUserTest {
  @TempDir Path root;
  private HostUnderTest host;

  @BeforeEach
  void aHostThatHasEverything() {
    host = new HostUnderTest(root);
  }

  @Test
  void anOrdinaryUserIsToldToBecomeRoot() {
    assertThat(host.ordinaryUser().said("caller"))
        .isEqualTo(
            """
            missing: user 1000 is an ordinary one, and this version needs root
              hint: run the command with 'sudo', or as root
            """);
  }

  @Test
  void capabilitiesOfAnOrdinaryUserAreNoMatter() {
    assertThat(host.ordinaryUser().said("capabilities")).isEmpty();
  }

  @Test
  void rootInAContainerOfDockersDefaultsLacksTwo() {
    host.caller(0, "00000000a80425fb");

    assertThat(host.said("capabilities"))
        .isEqualTo(
            """
            missing: root lacks CAP_SYS_ADMIN, CAP_NET_ADMIN here
              hint: start the container that jcompose runs in with '--privileged', or grant its service these capabilities
            """);
  }

  @Test
  void anOrdinaryUserWithIdsAndSetUserIdProgramsHasAllForRunsWithoutRoot() {
    host.ordinaryUser()
        .file("etc/subuid", "ann:100000:65536\njoe:165536:65536")
        .file("etc/subgid", "1000:165536:65536")
        .program("usr/bin/newuidmap", 04755)
        .program("usr/bin/newgidmap")
        .withFileCapabilities("usr/bin/newgidmap");

    assertThat(host.said("subordinate ids"))
        .isEqualTo(
            """
            ok: 65536 from 165536 in /etc/subuid
            ok: /usr/bin/newuidmap
            ok: 65536 from 165536 in /etc/subgid
            ok: /usr/bin/newgidmap
            """);
  }

  @Test
  void anOrdinaryUserWithoutIdsOrProgramsIsToldHowToGetThem() {
    host.ordinaryUser().file("etc/subgid", "joe:nonsense").program("usr/bin/newgidmap");

    assertThat(host.said("subordinate ids"))
        .isEqualTo(
            """
            warning: user 'joe' has none in /etc/subuid (matters only for runs without root)
              hint: run 'usermod --add-subuids 100000-165535 joe' as root
            warning: newuidmap is not installed (matters only for runs without root)
              hint: install the package 'uidmap' (Debian) or 'shadow-utils' (Fedora)
            warning: user 'joe' has none in /etc/subgid (matters only for runs without root)
              hint: run 'usermod --add-subgids 100000-165535 joe' as root
            warning: /usr/bin/newgidmap has no rights: neither set-user-id nor a capability (matters only for runs without root)
              hint: run 'chmod u+s /usr/bin/newgidmap' as root, or install its package anew
            """);
  }

  @Test
  void aUserWithoutANameIsCalledByItsNumber() {
    host.caller(4711, "0000000000000000");

    assertThat(host.said("subordinate ids"))
        .contains("user '4711' has none in /etc/subuid")
        .contains("usermod --add-subuids 100000-165535 4711");
  }
}
