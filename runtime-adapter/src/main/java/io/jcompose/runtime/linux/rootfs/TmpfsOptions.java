package io.jcompose.runtime.linux.rootfs;

import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Mounts;
import io.jcompose.runtime.syscall.Mounts.Attribute;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a memory file system is made with: its own options apart from those of any mount.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/tmpfs.5.html">tmpfs(5)</a>
 */
record TmpfsOptions(Map<String, String> own, Set<Attribute> attributes) {
  /** What Docker gives unless an option says otherwise. */
  private static final Set<Attribute> DEFAULT =
      EnumSet.of(Attribute.NO_SETUID, Attribute.NO_DEVICES, Attribute.NO_EXEC);

  private static final Map<String, Attribute> FORBIDDING =
      Map.of(
          "ro", Attribute.READ_ONLY,
          "nosuid", Attribute.NO_SETUID,
          "nodev", Attribute.NO_DEVICES,
          "noexec", Attribute.NO_EXEC);
  private static final Map<String, Attribute> ALLOWING =
      Map.of(
          "rw", Attribute.READ_ONLY,
          "suid", Attribute.NO_SETUID,
          "exec", Attribute.NO_EXEC);

  static TmpfsOptions of(RootMount.Tmpfs tmpfs) {
    Map<String, String> own = new LinkedHashMap<>();
    Set<Attribute> attributes = EnumSet.copyOf(DEFAULT);
    own.put("mode", Integer.toOctalString(tmpfs.mode().orElse(01777)));
    tmpfs.sizeBytes().ifPresent(size -> own.put("size", Long.toString(size)));
    for (String option : tmpfs.options().split(",", -1)) {
      int equals = option.indexOf('=');
      if (FORBIDDING.containsKey(option)) {
        attributes.add(FORBIDDING.get(option));
      } else if (ALLOWING.containsKey(option)) {
        attributes.remove(ALLOWING.get(option));
      } else if (equals > 0) {
        own.put(option.substring(0, equals), option.substring(equals + 1));
      } else if (!option.isEmpty() && !option.equals("dev")) { // no container makes devices work
        own.put(option, "");
      }
    }
    return new TmpfsOptions(own, attributes);
  }

  Fd create() {
    return Mounts.create("tmpfs", own, attributes.toArray(Attribute[]::new));
  }
}
