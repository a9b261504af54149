package io.jcompose.runtime.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {
  @TempDir Path root;
  private HostUnderTest host;

  @BeforeEach
  void aHostThatHasEverything() {
    host = new HostUnderTest(root);
  }

  @Test
  void withoutSleepNoPodCanPause() {
    host.without("usr/bin/sleep");

    assertThat(host.said("sleep"))
        .isEqualTo(
            """
            missing: not installed: pods have no pause process
              hint: install the package 'coreutils' (Debian, Fedora)
            """);
  }

  @Test
  void withoutAnInitProgramInitIsRefused() {
    host.without("usr/bin/catatonit");

    assertThat(host.said("init"))
        .isEqualTo(
            """
            note: neither catatonit nor tini is installed: 'init: true' is refused
              hint: install the package 'catatonit' or 'tini' (Debian, Fedora)
            """);
    assertThat(host.program("usr/bin/tini").said("init")).isEqualTo("ok: /usr/bin/tini\n");
  }

  @Test
  void theProgramMountIsAskedForWhereTheKernelNeedsIt() {
    assertThat(host.said("mount")).isEmpty();

    host.setting("kernel.osrelease", "6.1.0");
    assertThat(host.said("mount"))
        .isEqualTo(
            """
            missing: not installed: this kernel needs it to mount a container's /proc
              hint: install the package 'mount' (Debian) or 'util-linux' (Fedora)
            """);

    assertThat(host.program("usr/bin/mount").said("mount")).isEqualTo("ok: /usr/bin/mount\n");
  }

  @Test
  void programsThatRootCanDoWithoutAreToldWithTheirPackages() {
    host.without("usr/sbin/nft").without("usr/bin/pasta");

    assertThat(host.said("nft"))
        .isEqualTo("ok: not installed; used only where libnftables is not (package 'nftables')\n");
    assertThat(host.said("pasta"))
        .isEqualTo(
            "ok: neither it nor slirp4netns is installed; used only where nftables is not (packages"
                + " 'passt', 'slirp4netns')\n");
    assertThat(host.program("usr/bin/slirp4netns").said("pasta"))
        .isEqualTo("ok: /usr/bin/slirp4netns\n");
  }
}
