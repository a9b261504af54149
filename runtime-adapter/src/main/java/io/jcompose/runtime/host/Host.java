package io.jcompose.runtime.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything this process takes from its surroundings, as one value; a test hands in another.
 *
 * @param clock tells the time
 * @param environment of this process
 * @param root what all paths of the host are resolved against: {@code /}, or a temporary folder in
 *     a test of files
 * @param state where what must survive a reboot is kept
 * @param run where what need not survive a reboot is kept: sockets, pipes, pinned namespaces
 */
public record Host(Clock clock, Map<String, String> environment, Path root, Path state, Path run) {

  public Host {
    environment = Collections.unmodifiableMap(new TreeMap<>(environment));
  }

  /**
   * Returns the machine we run on, as the root user sees it: state in {@code /var/lib/jcompose} (or
   * {@code $JCOMPOSE_STATE}), run in {@code /run/jcompose} (or {@code $JCOMPOSE_RUN}). Called once,
   * by the command line's wiring.
   */
  public static Host real() {
    Map<String, String> environment = System.getenv();
    Path root = Path.of("/");
    return new Host(
        Clock.systemUTC(),
        environment,
        root,
        Path.of(environment.getOrDefault("JCOMPOSE_STATE", "/var/lib/jcompose")),
        Path.of(environment.getOrDefault("JCOMPOSE_RUN", "/run/jcompose")));
  }

  /** Returns where the kernel shows its control groups. */
  public Path cgroups() {
    return root.resolve("sys/fs/cgroup");
  }

  /** Returns where the kernel shows processes. */
  public Path proc() {
    return root.resolve("proc");
  }

  /** Returns the number of the user this process belongs to; empty if the kernel does not tell. */
  public Optional<Integer> user() {
    try {
      return Optional.of((Integer) Files.getAttribute(proc().resolve("self"), "unix:uid"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Says no value of a variable: these are often secrets, and this may end in a log. */
  @Override
  public String toString() {
    return "Host[root=" + root + ", state=" + state + ", run=" + run + "]";
  }
}
