package io.jcompose.runtime.linux.dns;

import io.jcompose.model.value.IpAddress;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.host.HostFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The resolvers that the host itself asks, as its resolv.conf(5) names them now. Its loopback
 * addresses, such as that of systemd-resolved, are good as well: they are asked from the host.
 */
final class HostResolvers {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final int MOST_SERVERS = 3; // as the C library
  private static final int LONGEST_TIMEOUT = 5;
  private static final int MOST_ATTEMPTS = 3;

  private final Path file;
  private final Consumer<String> warnings;
  private Resolvers resolvers = Resolvers.of(List.of());
  private Optional<Version> seen = Optional.empty();
  private long lastLook;
  private boolean hasLooked;

  /** What changes with the file. */
  private record Version(Object time, long size, @Nullable Object key) {}

  HostResolvers(Host host, Consumer<String> warnings) {
    this.file = host.root().resolve("etc/resolv.conf");
    this.warnings = warnings;
  }

  /** Returns what the file says, or said at most a second ago. */
  Resolvers current() {
    long now = System.nanoTime();
    if (!hasLooked || now - lastLook >= BETWEEN_LOOKS.toNanos()) {
      hasLooked = true;
      lastLook = now;
      look();
    }
    return resolvers;
  }

  private void look() {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      Optional<Version> version =
          Optional.of(new Version(is.lastModifiedTime(), is.size(), is.fileKey()));
      if (!version.equals(seen)) {
        resolvers = parse(HostFiles.read(file));
        seen = version;
      }
    } catch (NoSuchFileException e) {
      resolvers = Resolvers.of(List.of());
      seen = Optional.empty();
    } catch (IOException e) {
      // what was read before is better than nothing
      warnings.accept("cannot read the host's resolvers from " + file + ": " + e.getMessage());
      lastLook += Duration.ofMinutes(1).toNanos();
    }
  }

  /** Reads a resolv.conf(5): its servers, and what it says of patience within bounds of ours. */
  static Resolvers parse(String text) {
    List<Upstream> servers = new ArrayList<>();
    Duration timeout = Resolvers.USUAL_TIMEOUT;
    int attempts = Resolvers.USUAL_ATTEMPTS;
    for (String line : text.lines().toList()) {
      String[] words = line.strip().split("\\s+", -1);
      if (words[0].equals("nameserver") && words.length > 1 && servers.size() < MOST_SERVERS) {
        address(words[1]).map(Upstream::ofHost).ifPresent(servers::add);
      }
      if (words[0].equals("options")) {
        for (String option : words) {
          OptionalInt seconds = number(option, "timeout:", LONGEST_TIMEOUT);
          timeout = seconds.isPresent() ? Duration.ofSeconds(seconds.getAsInt()) : timeout;
          attempts = number(option, "attempts:", MOST_ATTEMPTS).orElse(attempts);
        }
      }
    }
    return new Resolvers(servers, timeout, attempts);
  }

  private static OptionalInt number(String option, String key, int most) {
    if (!option.startsWith(key)) {
      return OptionalInt.empty();
    }
    try {
      int number = Integer.parseInt(option.substring(key.length()));
      return OptionalInt.of(Math.max(1, Math.min(most, number)));
    } catch (NumberFormatException e) {
      return OptionalInt.empty(); // the C library passes it over as well
    }
  }

  private static Optional<InetAddress> address(String text) {
    if (IpAddress.matches(text)) {
      return Optional.of(IpAddress.of(text).toInetAddress());
    }
    if (!text.contains(":")) {
      return Optional.empty(); // else it would be looked up as a name
    }
    try {
      return Optional.of(InetAddress.getByName(text)); // a link-local one: fe80::1%eth0
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
