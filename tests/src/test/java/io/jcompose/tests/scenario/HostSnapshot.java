package io.jcompose.tests.scenario;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What the host holds that jcompose makes, as other programs see it, one line each: mounts, links,
 * nft tables, control groups, processes. Two snapshots are compared as text.
 */
public record HostSnapshot(Set<String> lines) {

  /** Returns what is there now. */
  public static HostSnapshot take() {
    Set<String> lines = new TreeSet<>();
    add(lines, "mount ", Shell.run("findmnt", "-rno", "TARGET").output(), line -> true);
    add(
        lines,
        "link ",
        Shell.run("ip", "-o", "link").output().replaceAll("(?m)^\\d+: ([^:@]+).*$", "$1"),
        line -> true);
    if (Shell.has("nft")) {
      add(lines, "nft ", Shell.run("nft", "list", "tables").output(), line -> true);
    }
    add(
        lines,
        "process ",
        Shell.run("ps", "-eo", "args").output(),
        // another checkout's are none of ours
        line -> line.contains(Stack.HOME + "/compose-cli/target") || line.contains("jcout"));
    // find(1) goes on where a group vanishes while it looks
    add(
        lines,
        "cgroup ",
        Shell.run("find", "/sys/fs/cgroup", "-maxdepth", "4", "-type", "d").output(),
        // the empty parent may stay: it belongs to all projects; a launcher may be making an
        // archive
        line -> line.contains("/jcompose/") && !line.contains("/jcompose/warm-up-"));
    return new HostSnapshot(lines);
  }

  /** Returns what is here and was not there in {@code earlier}. */
  public Set<String> addedSince(HostSnapshot earlier) {
    Set<String> added = new TreeSet<>(lines);
    added.removeAll(earlier.lines);
    return added;
  }

  private static void add(
      Set<String> lines, String kind, String text, Predicate<String> interesting) {
    text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .filter(interesting)
        .map(line -> kind + line)
        .forEach(lines::add);
  }
}
