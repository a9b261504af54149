package io.jcompose.runtime.doctor;

import io.jcompose.runtime.doctor.Finding.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether an ordinary user has ids for the users of containers, and the programs that map them.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/subuid.5.html">subuid(5)</a>, <a
 *     href="https://man7.org/linux/man-pages/man1/newuidmap.1.html">newuidmap(1)</a>
 */
final class SubordinateIds implements Check {
  private static final Question IDS = new Question(Topic.USER, "subordinate ids");
  private static final String ONLY = " (matters only for runs without root)";
  private static final int SET_USER_ID = 04000;

  /** A file of ranges, the program that maps them, and how usermod(8) adds one. */
  private record Kind(String file, String program, String option) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("/etc/subuid", "newuidmap", "--add-subuids"),
          new Kind("/etc/subgid", "newgidmap", "--add-subgids"));

  private final HostView files;
  private final Predicate<Path> hasFileCapabilities;

  SubordinateIds(HostView files, Predicate<Path> hasFileCapabilities) {
    this.files = files;
    this.hasFileCapabilities = hasFileCapabilities;
  }

  @Override
  public List<Finding> findings() {
    Optional<Caller> caller = Caller.of(files);
    if (caller.filter(Caller::isRoot).isPresent()) {
      return List.of(IDS.ok("not needed by root"));
    }
    List<Finding> findings = new ArrayList<>();
    for (Kind kind : KINDS) {
      caller.ifPresent(user -> findings.add(range(kind, Integer.toUnsignedString(user.user()))));
      findings.add(program(kind));
    }
    return findings;
  }

  private Finding range(Kind kind, String number) {
    String name = name(number);
    return files.lines(kind.file().substring(1)).stream()
        .map(line -> line.strip().split(":", -1))
        .filter(fields -> fields.length == 3)
        .filter(fields -> fields[0].equals(name) || fields[0].equals(number))
        .findFirst()
        .map(fields -> IDS.ok(fields[2] + " from " + fields[1] + " in " + kind.file()))
        .orElseGet(
            () ->
                IDS.warning(
                    "user '" + name + "' has none in " + kind.file() + ONLY,
                    "run 'usermod " + kind.option() + " 100000-165535 " + name + "' as root"));
  }

  /** Returns the user's name, or the number where {@code /etc/passwd} has none for it. */
  private String name(String number) {
    return files.lines("etc/passwd").stream()
        .map(line -> line.split(":", -1))
        .filter(fields -> fields.length > 2 && fields[2].equals(number))
        .map(fields -> fields[0])
        .findFirst()
        .orElse(number);
  }

  private Finding program(Kind kind) {
    Optional<Path> program = files.program(kind.program());
    if (program.isEmpty()) {
      return IDS.warning(
          kind.program() + " is not installed" + ONLY,
          "install the package 'uidmap' (Debian) or 'shadow-utils' (Fedora)");
    }
    return program.filter(file -> isSetUserId(file) || hasFileCapabilities.test(file)).isPresent()
        ? IDS.ok(files.shown(program.get()))
        : IDS.warning(
            files.shown(program.get())
                + " has no rights: neither set-user-id nor a capability"
                + ONLY,
            "run 'chmod u+s "
                + files.shown(program.get())
                + "' as root, or install its package anew");
  }

  private static boolean isSetUserId(Path program) {
    try {
      return ((int) Files.getAttribute(program, "unix:mode") & SET_USER_ID) != 0;
    } catch (IOException e) {
      return false; // went away while we looked
    }
  }
}
