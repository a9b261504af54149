package io.jcompose.runtime.linux.process;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the files of a {@link Gate} are named: by the process that holds somebody there, so that it
 * is known when nobody will open it any more.
 *
 * @param pid the pid of that process
 * @param startTicks when it started, in clock ticks since boot
 * @param id tells its gates apart
 */
record GateName(long pid, long startTicks, String id) {
  private static final Pattern FILE = Pattern.compile("([0-9]+)-([0-9]+)-(.*)\\.(bell|bar)");

  /** Returns a new name. */
  static GateName ofThisProcess(Path proc) {
    long pid = ProcessHandle.current().pid();
    return new GateName(
        pid, ProcessStat.startTicks(proc, pid).orElse(0), UUID.randomUUID().toString());
  }

  /** Returns the name in that of a file; empty if it is none of a gate's. */
  static Optional<GateName> of(Path file) {
    Matcher matcher = FILE.matcher(file.getFileName().toString());
    return matcher.matches()
        ? Optional.of(
            new GateName(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                matcher.group(3)))
        : Optional.empty();
  }

  /** Returns the FIFO that the child opens first. */
  Path bell(Path directory) {
    return directory.resolve(pid + "-" + startTicks + "-" + id + ".bell");
  }

  /** Returns the FIFO that the child opens then. */
  Path bar(Path directory) {
    return directory.resolve(pid + "-" + startTicks + "-" + id + ".bar");
  }

  /** Returns whether the process that made it is there. */
  boolean hasOwner(Path proc) {
    OptionalLong ticks = ProcessStat.startTicks(proc, pid);
    return ticks.isPresent() && ticks.getAsLong() == startTicks;
  }
}
