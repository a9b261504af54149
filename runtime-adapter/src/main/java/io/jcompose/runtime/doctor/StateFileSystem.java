package io.jcompose.runtime.doctor;

import io.jcompose.runtime.doctor.Finding.Topic;
import io.jcompose.runtime.doctor.MountTable.Mount;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Whether containers can write into the state directory: its file system must carry the upper layer
 * of overlay mounts.
 *
 * @see <a href="https://docs.kernel.org/filesystems/overlayfs.html">overlayfs</a>
 */
final class StateFileSystem implements Check {
  private static final Question STATE = new Question(Topic.STORAGE, "state directory");
  private static final Set<String> FIT =
      Set.of("ext4", "ext3", "xfs", "btrfs", "tmpfs", "f2fs", "bcachefs");
  private static final Set<String> UNFIT =
      Set.of(
          "overlay",
          "aufs",
          "nfs",
          "nfs4",
          "cifs",
          "smb3",
          "9p",
          "vfat",
          "exfat",
          "ntfs3",
          "ecryptfs",
          "squashfs",
          "erofs",
          "iso9660");
  private static final String ELSEWHERE =
      "set JCOMPOSE_STATE to a directory on ext4, xfs, btrfs or tmpfs, or mount one of these at ";

  private final HostView files;
  private final Path state;

  StateFileSystem(HostView files, Path state) {
    this.files = files;
    this.state = state;
  }

  @Override
  public List<Finding> findings() {
    return List.of(
        new MountTable(files).of(state).map(this::finding).orElseGet(STATE::withoutProc));
  }

  private Finding finding(Mount mount) {
    String where = state + " on " + mount.type();
    if (mount.readOnly()) {
      return STATE.missing(
          where + ", which is mounted read-only",
          "set JCOMPOSE_STATE to a directory that can be written");
    }
    if (UNFIT.contains(mount.type())) {
      return STATE.missing(
          where + ", where overlayfs cannot keep what containers write", ELSEWHERE + state);
    }
    if (mount.type().equals("tmpfs")) {
      return STATE.note(
          where + ": images and volumes are gone after a reboot",
          "set JCOMPOSE_STATE to a directory on a disk if they are to stay");
    }
    return FIT.contains(mount.type())
        ? STATE.ok(where)
        : STATE.warning(
            where + ", on which overlayfs may not be able to keep what containers write",
            ELSEWHERE + state + " if containers do not start");
  }
}
