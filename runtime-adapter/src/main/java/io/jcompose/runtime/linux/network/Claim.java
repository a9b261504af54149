package io.jcompose.runtime.linux.network;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose an address is, as a link on disk says it: {@code PROJECT.INFRA/PID-START}.
 *
 * @param pod who has it
 * @param process who claimed it for the pod; while that process lives, the pod need not be recorded
 *     yet
 * @param started when the process did, in milliseconds: a pid alone is no identity
 */
record Claim(PodKey pod, long process, long started) {
  private static final Pattern TEXT = Pattern.compile("([^/]+)/([0-9]+)-([0-9]+)");

  /** Returns a claim that this process makes. */
  static Claim of(PodKey pod) {
    ProcessHandle own = ProcessHandle.current();
    return new Claim(pod, own.pid(), started(own));
  }

  /** Reads what a link says; empty if it is none of ours. */
  static Optional<Claim> read(Path target) {
    Matcher parts = TEXT.matcher(target.toString());
    if (!parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Claim(
            PodKey.of(parts.group(1)),
            Long.parseLong(parts.group(2)),
            Long.parseLong(parts.group(3))));
  }

  /** Returns what the link is to say. */
  Path text() {
    return Path.of(pod.toString(), process + "-" + started);
  }

  /**
   * Returns whether the process that made the claim lives. One that was killed may keep its number
   * for seconds, until somebody waits for it; it has no program any more.
   */
  boolean isMakerAlive() {
    return ProcessHandle.of(process)
        .filter(found -> started(found) == started)
        .flatMap(found -> found.info().command())
        .isPresent();
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
