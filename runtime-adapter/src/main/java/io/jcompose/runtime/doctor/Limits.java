package io.jcompose.runtime.doctor;

import io.jcompose.runtime.doctor.Finding.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The kernel's limits that all containers of a host share, and that are often too low for them. */
final class Limits implements Check {
  private static final Question OPEN_FILES = new Question(Topic.LIMITS, "open files");
  private static final Question CONNECTIONS = new Question(Topic.LIMITS, "connections");
  private static final long FEW_OPEN_FILES = 4096;
  private static final String OPEN_FILES_LINE = "Max open files";
  private static final String TRACKED = "net.netfilter.nf_conntrack_max";
  private static final String TRACKED_NOW = "net.netfilter.nf_conntrack_count";
  private static final long FEW_TRACKED = 16384;

  /** A setting, the least that is enough for some dozens of containers, and what it should be. */
  private record Floor(String check, String setting, long least, long better) {}

  private static final List<Floor> FLOORS =
      List.of(
          new Floor("files of all", "fs.file-max", 65536, 1_000_000),
          new Floor("inotify watches", "fs.inotify.max_user_watches", 8192, 524_288),
          new Floor("inotify instances", "fs.inotify.max_user_instances", 128, 1024),
          new Floor("processes", "kernel.pid_max", 32768, 4_194_304));

  private final HostView files;

  Limits(HostView files) {
    this.files = files;
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    openFiles().ifPresent(findings::add);
    FLOORS.forEach(floor -> setting(floor).ifPresent(findings::add));
    findings.add(connections());
    return findings;
  }

  private Optional<Finding> openFiles() {
    return files.lines("proc/self/limits").stream()
        .filter(line -> line.startsWith(OPEN_FILES_LINE))
        .map(line -> line.substring(OPEN_FILES_LINE.length()).strip().split("\\s+"))
        .filter(columns -> columns.length > 1)
        .findFirst()
        .map(columns -> openFiles(columns[0], columns[1]));
  }

  private static Finding openFiles(String soft, String hard) {
    boolean few = soft.matches("\\d{1,9}") && Long.parseLong(soft) < FEW_OPEN_FILES;
    return few
        ? OPEN_FILES.note(
            soft + " for each process, " + hard + " at most",
            "raise it with 'ulimit -n " + FEW_OPEN_FILES * 16 + "' before jcompose starts")
        : OPEN_FILES.ok(soft + " for each process");
  }

  private Optional<Finding> setting(Floor floor) {
    OptionalLong now = files.number(floor.setting());
    if (now.isEmpty()) {
      return files
          .setting(floor.setting()) // more than fits a long, as fs.file-max often is
          .map(value -> new Question(Topic.LIMITS, floor.check()).ok(value));
    }
    Question question = new Question(Topic.LIMITS, floor.check());
    return Optional.of(
        now.getAsLong() < floor.least()
            ? question.note(
                floor.setting() + " is " + now.getAsLong(),
                "run 'sysctl -w " + floor.setting() + "=" + floor.better() + "'")
            : question.ok(Long.toString(now.getAsLong())));
  }

  private Finding connections() {
    OptionalLong most = files.number(TRACKED);
    if (most.isEmpty()) {
      return CONNECTIONS.ok("not tracked yet");
    }
    long now = files.number(TRACKED_NOW).orElse(0);
    String found = now + " of " + most.getAsLong() + " tracked";
    String hint = "run 'sysctl -w " + TRACKED + "=" + Math.max(most.getAsLong() * 4, 262_144) + "'";
    if (now > most.getAsLong() / 5 * 4) {
      return CONNECTIONS.warning(found + ": further ones are soon dropped", hint);
    }
    return most.getAsLong() < FEW_TRACKED ? CONNECTIONS.note(found, hint) : CONNECTIONS.ok(found);
  }
}
