package io.jcompose.runtime.linux.network;

import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.network.Uplink.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs that lead pods out, the better one first. Both keep the pod from what listens on the
 * host's loopback only, forward no port, and give up what rights they can.
 */
enum UplinkProgram {
  /**
   * Of the package passt. Needs a default route of the host.
   *
   * @see <a href="https://passt.top/builds/latest/web/passt.1.html">pasta(1)</a>
   */
  PASTA {
    @Override
    List<String> arguments(Path pin, Optional<Place> ipv4, Optional<Place> ipv6) {
      List<String> arguments = new ArrayList<>(List.of("--foreground", "--quiet"));
      // as nobody, which it would become, it may not enter the namespace; it drops what it can
      arguments.addAll(List.of("--runas", "0:0"));
      for (String forwarded : List.of("-t", "-u", "-T", "-U")) {
        arguments.addAll(List.of(forwarded, "none"));
      }
      arguments.addAll(List.of("--no-map-gw", "--no-dhcp", "--no-dhcpv6", "--no-ra"));
      arguments.addAll(List.of("--mtu", Integer.toString(Uplink.MTU)));
      ipv4.ifPresent(
          place -> {
            arguments.addAll(List.of("--address", place.own().value()));
            arguments.addAll(List.of("--netmask", Integer.toString(place.subnet().prefix())));
            arguments.addAll(List.of("--gateway", place.gateway().value()));
          });
      if (ipv6.isEmpty()) {
        arguments.add("--ipv4-only");
      } else if (ipv4.isEmpty()) {
        arguments.add("--ipv6-only");
      }
      arguments.addAll(List.of("--ns-ifname", Uplink.INTERFACE, "--netns", pin.toString()));
      return arguments;
    }
  },

  /**
   * Of the package of that name.
   *
   * @see <a href="https://manpages.debian.org/bookworm/slirp4netns/slirp4netns.1.en.html">
   *     slirp4netns(1)</a>
   */
  SLIRP4NETNS {
    @Override
    List<String> arguments(Path pin, Optional<Place> ipv4, Optional<Place> ipv6) {
      List<String> arguments = new ArrayList<>(List.of("--netns-type=path"));
      // its own name server would lead to one on the host's loopback
      arguments.addAll(List.of("--disable-host-loopback", "--disable-dns"));
      arguments.addAll(List.of("--enable-sandbox", "--enable-seccomp", "--mtu=" + Uplink.MTU));
      ipv4.ifPresent(place -> arguments.add("--cidr=" + place.subnet()));
      if (ipv6.isPresent()) {
        arguments.add("--enable-ipv6");
      }
      arguments.addAll(List.of(pin.toString(), Uplink.INTERFACE));
      return arguments;
    }
  };

  private static final List<String> PLACES = List.of("usr/bin", "usr/local/bin", "bin");

  /** Returns the arguments with which it serves the namespace pinned at {@code pin}. */
  abstract List<String> arguments(Path pin, Optional<Place> ipv4, Optional<Place> ipv6);

  private String fileName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns where it is on this host. */
  private Optional<Path> find(Host host) {
    return PLACES.stream()
        .map(place -> host.root().resolve(place).resolve(fileName()))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(UplinkProgram::fileName).toList();
  }

  /** Returns whether this host has one of them. */
  static boolean isThere(Host host) {
    return Arrays.stream(values()).anyMatch(program -> program.find(host).isPresent());
  }

  /** Returns what can be tried on this host, in this order. */
  static List<Uplink> uplinks(Host host, Path pin, Optional<Place> ipv4, Optional<Place> ipv6) {
    return Arrays.stream(values())
        .flatMap(
            program ->
                program.find(host).stream()
                    .map(
                        path ->
                            Stream.concat(
                                    Stream.of(path.toString()),
                                    program.arguments(pin, ipv4, ipv6).stream())
                                .toList()))
        .map(command -> new Uplink(command, ipv4, ipv6))
        .toList();
  }
}
