package io.jcompose.runtime.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is mounted where, as this process sees it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html">mountinfo(5)</a>
 */
final class MountTable {
  private static final int POINT = 4;
  private static final int OPTIONS = 5;

  private final List<Mount> mounts = new ArrayList<>();

  MountTable(HostView files) {
    files.lines("proc/self/mountinfo").forEach(this::add);
  }

  /** One mount. */
  record Mount(Path point, String type, boolean readOnly) {}

  private void add(String line) {
    List<String> fields = Arrays.asList(line.split(" "));
    int dash = fields.indexOf("-"); // before it stand any number of optional fields
    if (dash > OPTIONS && dash + 1 < fields.size()) {
      mounts.add(
          new Mount(
              Path.of(unescaped(fields.get(POINT))),
              fields.get(dash + 1),
              Arrays.asList(fields.get(OPTIONS).split(",")).contains("ro")));
    }
  }

  private static String unescaped(String point) {
    return point
        .replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }

  /** Returns the mount that a path, which need not exist yet, lies on. */
  Optional<Mount> of(Path path) {
    Path real = real(existing(path));
    Optional<Mount> found = Optional.empty();
    for (Mount mount : mounts) { // of several on one point the last is the one that is seen
      boolean nearer =
          found
              .filter(other -> other.point().getNameCount() > mount.point().getNameCount())
              .isEmpty();
      if (real.startsWith(mount.point()) && nearer) {
        found = Optional.of(mount);
      }
    }
    return found;
  }

  /** Returns the path, or the nearest directory above it that exists. */
  static Path existing(Path path) {
    Path place = path.toAbsolutePath();
    while (!Files.exists(place) && place.getParent() != null) {
      place = place.getParent();
    }
    return place;
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path; // went away while we looked
    }
  }
}
