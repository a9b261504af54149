package io.jcompose.runtime.doctor;

import io.jcompose.runtime.doctor.Finding.Topic;
import io.jcompose.runtime.syscall.FileSystems.Space;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** How much room is left for images, volumes and what containers write. */
final class StateSpace implements Check {
  private static final Question SPACE = new Question(Topic.STORAGE, "free space");
  private static final Question INODES = new Question(Topic.STORAGE, "free inodes");
  private static final long GIGABYTE = 1_000_000_000;
  private static final long FEW_INODES = 100_000; // a few images have that many files

  private final Path state;
  private final Function<Path, Space> spaceOf;

  StateSpace(Path state, Function<Path, Space> spaceOf) {
    this.state = state;
    this.spaceOf = spaceOf;
  }

  @Override
  public List<Finding> findings() {
    Space space = spaceOf.apply(MountTable.existing(state));
    List<Finding> findings = new ArrayList<>();
    findings.add(bytes(space));
    if (space.inodes() > 0) { // btrfs and others make them as they go
      findings.add(inodes(space));
    }
    return findings;
  }

  private Finding bytes(Space space) {
    String found =
        String.format(
            Locale.ROOT,
            "%.1f of %.1f GB",
            (double) space.freeBytes() / GIGABYTE,
            (double) space.bytes() / GIGABYTE);
    return space.freeBytes() < GIGABYTE
        ? SPACE.warning(
            found, "make room on the file system of " + state + ", or set JCOMPOSE_STATE elsewhere")
        : SPACE.ok(found);
  }

  private Finding inodes(Space space) {
    String found = space.freeInodes() + " of " + space.inodes();
    return space.freeInodes() < FEW_INODES
        ? INODES.warning(
            found,
            "remove small files from the file system of "
                + state
                + ", or set JCOMPOSE_STATE elsewhere")
        : INODES.ok(found);
  }
}
