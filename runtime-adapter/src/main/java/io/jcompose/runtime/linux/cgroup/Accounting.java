package io.jcompose.runtime.linux.cgroup;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What the kernel counts of one container, in either version of control groups. What a host does
 * not count, or what has just gone, is 0 or empty. Every call reads anew.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html">version 2</a>, <a
 *     href="https://docs.kernel.org/admin-guide/cgroup-v1/index.html">version 1</a>
 */
public final class Accounting {
  /** Version 1 writes a number just below 2^63 where there is no limit. */
  private static final long LARGEST_LIMIT = 1L << 60;

  private final List<Hierarchy> hierarchies;
  private final ProjectName project;
  private final ContainerName container;

  /**
   * Opens a container's accounts.
   *
   * @param root where the kernel shows control groups, such as {@code /sys/fs/cgroup}
   */
  public Accounting(Path root, ProjectName project, ContainerName container) {
    this.hierarchies = Hierarchy.below(root);
    this.project = project;
    this.container = container;
  }

  /**
   * Returns its processes, unless they are in another pid namespace than ours; as one group has
   * them all, the first that is there is asked.
   */
  public List<Long> processes() {
    return hierarchies.stream()
        .map(hierarchy -> hierarchy.node(project, container))
        .filter(Files::isDirectory)
        .findFirst()
        .map(Cgroup::processesIn)
        .orElse(List.of());
  }

  /** Returns the time used of all processors. */
  public Duration processorTime() {
    Optional<Path> old = versionOne("cpuacct");
    return old.isPresent()
        ? Duration.ofNanos(number(old.get().resolve("cpuacct.usage")).orElse(0))
        : Duration.of(named(unified("cpu.stat"), "usage_usec"), ChronoUnit.MICROS);
  }

  /** Returns the bytes in use, without those of files that the kernel could drop at once. */
  public long memory() {
    Optional<Path> old = versionOne("memory");
    long all =
        old.map(group -> group.resolve("memory.usage_in_bytes"))
            .or(() -> unified("memory.current"))
            .map(Accounting::number)
            .orElse(OptionalLong.empty())
            .orElse(0);
    long droppable =
        old.isPresent()
            ? named(old.map(group -> group.resolve("memory.stat")), "total_inactive_file")
            : named(unified("memory.stat"), "inactive_file");
    return Math.max(0, all - droppable);
  }

  /** Returns how many bytes may be used; empty if there is no limit. */
  public OptionalLong memoryLimit() {
    OptionalLong limit =
        versionOne("memory")
            .map(group -> group.resolve("memory.limit_in_bytes"))
            .or(() -> unified("memory.max"))
            .map(Accounting::number)
            .orElse(OptionalLong.empty());
    return limit.orElse(LARGEST_LIMIT) < LARGEST_LIMIT ? limit : OptionalLong.empty();
  }

  /** Returns how many processes and threads there are. */
  public long tasks() {
    return versionOne("pids")
        .map(group -> group.resolve("pids.current"))
        .or(() -> unified("pids.current"))
        .map(Accounting::number)
        .orElse(OptionalLong.empty())
        .orElse(0);
  }

  /** Returns the bytes read from disks. */
  public long read() {
    return disks("Read", "rbytes=");
  }

  /** Returns the bytes written to disks. */
  public long written() {
    return disks("Write", "wbytes=");
  }

  private long disks(String operation, String key) {
    Optional<Path> old = versionOne("blkio");
    if (old.isPresent()) {
      // 8:0 Read 4096
      return lines(old.map(group -> group.resolve("blkio.throttle.io_service_bytes")))
          .map(line -> line.split(" ", -1))
          .filter(words -> words.length == 3 && words[1].equals(operation))
          .mapToLong(words -> parse(words[2]).orElse(0))
          .sum();
    }
    // 8:0 rbytes=4096 wbytes=0 rios=1 wios=0 dbytes=0 dios=0
    return lines(unified("io.stat"))
        .flatMap(line -> Stream.of(line.split(" ", -1)))
        .filter(word -> word.startsWith(key))
        .mapToLong(word -> parse(word.substring(key.length())).orElse(0))
        .sum();
  }

  private Optional<Path> versionOne(String controller) {
    return hierarchies.stream()
        .filter(hierarchy -> hierarchy.carries(controller))
        .map(hierarchy -> hierarchy.node(project, container))
        .findFirst();
  }

  private Optional<Path> unified(String file) {
    return hierarchies.stream()
        .filter(Hierarchy::unified)
        .map(hierarchy -> hierarchy.node(project, container).resolve(file))
        .findFirst();
  }

  /** Returns the number that stands behind {@code name} in a file of names and numbers. */
  private static long named(Optional<Path> file, String name) {
    return lines(file)
        .filter(line -> line.startsWith(name + " "))
        .mapToLong(line -> parse(line.substring(name.length() + 1)).orElse(0))
        .findFirst()
        .orElse(0);
  }

  private static OptionalLong number(Path file) {
    return lines(Optional.of(file)).findFirst().map(Accounting::parse).orElse(OptionalLong.empty());
  }

  private static Stream<String> lines(Optional<Path> file) {
    if (file.isEmpty()) {
      return Stream.empty();
    }
    try {
      return Files.readAllLines(file.get()).stream();
    } catch (IOException e) {
      return Stream.empty(); // not counted here, or gone
    }
  }

  private static OptionalLong parse(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text.strip()));
    } catch (NumberFormatException e) {
      return OptionalLong.empty(); // "max"
    }
  }
}
