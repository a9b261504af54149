package io.jcompose.runtime.doctor;

import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.host.HostFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The host's files as checks read them. One that cannot be read is as good as none: what that means
 * is for the check to say. Paths are those of the host, without the slash at their begin.
 */
final class HostView {
  private static final List<String> PROGRAM_PLACES =
      List.of("usr/bin", "usr/sbin", "bin", "sbin", "usr/local/bin", "usr/local/sbin");

  private final Path root;

  HostView(Host host) {
    this.root = host.root();
  }

  Path path(String path) {
    return root.resolve(path);
  }

  boolean has(String path) {
    return Files.exists(path(path));
  }

  /** Returns the text without blanks at its ends. */
  Optional<String> text(String path) {
    try {
      return Optional.of(HostFiles.read(path(path)).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  List<String> lines(String path) {
    return text(path).stream().flatMap(String::lines).toList();
  }

  /**
   * Returns the kernel's setting.
   *
   * @param name as sysctl(8) has it, such as {@code net.ipv4.ip_forward}
   */
  Optional<String> setting(String name) {
    return text(settingPath(name));
  }

  /** Returns the kernel's setting if it is one whole number. */
  OptionalLong number(String name) {
    Optional<String> digits =
        setting(name).filter(text -> text.length() < 19 && text.matches("\\d+"));
    return digits.map(Long::parseLong).map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  /** Returns where the kernel shows the setting. */
  static String settingPath(String name) {
    return "proc/sys/" + name.replace('.', '/');
  }

  /** Returns where the first of these programs is. */
  Optional<Path> program(String... names) {
    return Stream.of(names)
        .flatMap(name -> PROGRAM_PLACES.stream().map(place -> path(place).resolve(name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Returns a path below the root as a user of the host writes it. */
  String shown(Path path) {
    return path.startsWith(root) ? "/" + root.relativize(path) : path.toString();
  }
}
