package io.jcompose.runtime.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.runtime.syscall.FileSystems.Space;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageTest {
  @TempDir Path root;
  private HostUnderTest host;

  @BeforeEach
  void aHostThatHasEverything() {
    host = new HostUnderTest(root);
  }

  @Test
  void aKernelWithoutOverlayIsMissingIt() {
    host.file("proc/filesystems", "\text4");

    assertThat(host.said("overlayfs"))
        .isEqualTo(
            """
            missing: the kernel does not list the file system 'overlay' in /proc/filesystems
              hint: load it with 'modprobe overlay', or use a kernel built with CONFIG_OVERLAY_FS
            """);
  }

  @Test
  void overlayAsAModuleIsLoadedByTheKernelItself() {
    host.file("proc/filesystems", "\text4")
        .program("usr/sbin/modprobe")
        .file(
            "lib/modules/6.18.44/modules.dep",
            "kernel/fs/ext4/ext4.ko:\nkernel/fs/overlayfs/overlay.ko.xz:");

    assertThat(host.said("overlayfs"))
        .isEqualTo("ok: a module, which the kernel loads when the first container needs it\n");
  }

  @Test
  void modulesWithoutOverlayOrWithoutModprobeDoNotHelp() {
    host.file("proc/filesystems", "\text4")
        .file("lib/modules/6.18.44/modules.dep", "kernel/fs/overlayfs/overlay.ko:");
    assertThat(host.said("overlayfs")).startsWith("missing: ");

    host.program("usr/sbin/modprobe")
        .file("lib/modules/6.18.44/modules.dep", "kernel/x.ko: kernel/fs/overlayfs/overlay.ko");
    assertThat(host.said("overlayfs")).startsWith("missing: ");
  }

  private void stateOn(String type, String options) {
    host.file(
        "proc/self/mountinfo",
        "27 1 0:1 / / rw,relatime - ext4 /dev/vda rw\n"
            + "28 27 0:2 / "
            + root.resolve("var").toString().replace(" ", "\\040")
            + " "
            + options
            + " shared:1 master:2 - "
            + type
            + " none rw");
    host.directory("var");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ext4", "xfs", "btrfs"})
  void aStateDirectoryOnAUsualFileSystemIsFine(String type) {
    stateOn(type, "rw,nosuid");

    assertThat(host.said("state directory")).isEqualTo("ok: /var/lib/jcompose on " + type + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"overlay", "nfs4", "9p", "vfat"})
  void aStateDirectoryThatCannotCarryAnUpperLayerIsNoUse(String type) {
    stateOn(type, "rw");

    assertThat(host.said("state directory"))
        .isEqualTo(
            "missing: /var/lib/jcompose on "
                + type
                + ", where overlayfs cannot keep what containers write\n"
                + "  hint: set JCOMPOSE_STATE to a directory on ext4, xfs, btrfs or tmpfs, or mount"
                + " one of these at /var/lib/jcompose\n");
  }

  @Test
  void aStateDirectoryInMemoryIsNoted() {
    stateOn("tmpfs", "rw");

    assertThat(host.said("state directory"))
        .isEqualTo(
            """
            note: /var/lib/jcompose on tmpfs: images and volumes are gone after a reboot
              hint: set JCOMPOSE_STATE to a directory on a disk if they are to stay
            """);
  }

  @Test
  void aStateDirectoryOnAFileSystemWeDoNotKnowIsDoubtful() {
    stateOn("fuse.sshfs", "rw");

    assertThat(host.said("state directory"))
        .isEqualTo(
            """
            warning: /var/lib/jcompose on fuse.sshfs, on which overlayfs may not be able to keep what containers write
              hint: set JCOMPOSE_STATE to a directory on ext4, xfs, btrfs or tmpfs, or mount one of these at /var/lib/jcompose if containers do not start
            """);
  }

  @Test
  void aStateDirectoryThatIsMountedReadOnlyIsNoUse() {
    stateOn("ext4", "ro,nosuid");

    assertThat(host.said("state directory"))
        .isEqualTo(
            """
            missing: /var/lib/jcompose on ext4, which is mounted read-only
              hint: set JCOMPOSE_STATE to a directory that can be written
            """);
  }

  @Test
  void theMountThatIsSeenIsTheLastOneOfAPlace() {
    stateOn("nfs4", "rw");
    host.file(
        "proc/self/mountinfo",
        "27 1 0:1 / / rw - overlay none rw\n28 27 0:2 / / rw - xfs /dev/vdb rw");

    assertThat(host.said("state directory")).isEqualTo("ok: /var/lib/jcompose on xfs\n");
  }

  @Test
  void aNameWithABlankInItIsAMountPointLikeAnyOther() {
    host.state(root.resolve("my disk/state")).directory("my disk");
    host.file(
        "proc/self/mountinfo",
        "27 1 0:1 / / rw - overlay none rw\n28 27 0:2 / "
            + root.resolve("my\\040disk")
            + " rw - xfs /dev/vdb rw");

    assertThat(host.said("state directory")).isEqualTo("ok: /my disk/state on xfs\n");
  }

  @Test
  void littleSpaceIsAWarning() {
    host.space(new Space(100_000_000_000L, 900_000_000L, 6_000_000, 99_999));

    assertThat(host.said("free space") + host.said("free inodes"))
        .isEqualTo(
            """
            warning: 0.9 of 100.0 GB
              hint: make room on the file system of /var/lib/jcompose, or set JCOMPOSE_STATE elsewhere
            warning: 99999 of 6000000
              hint: remove small files from the file system of /var/lib/jcompose, or set JCOMPOSE_STATE elsewhere
            """);
  }

  @Test
  void aFileSystemWithoutALimitOfInodesHasEnough() {
    host.space(new Space(100_000_000_000L, 40_000_000_000L, 0, 0));

    assertThat(host.said("free inodes")).isEmpty();
  }
}
