package io.jcompose.runtime.linux.network;

import io.jcompose.model.value.IpAddress;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.host.HostFiles;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes a container's {@code /etc/resolv.conf}. See resolv.conf(5). */
public final class ResolvConf {
  /**
   * Where the host's resolver configuration is, best first. Where systemd-resolved runs, the first
   * names only its stub on 127.0.0.53, and the second names the real servers.
   */
  private static final List<String> PLACES =
      List.of("etc/resolv.conf", "run/systemd/resolve/resolv.conf");

  private ResolvConf() {}

  /**
   * Returns the text for containers on this host, from the host's own configuration.
   *
   * @throws RuntimeFailure if a file is there but cannot be read
   */
  public static String of(Host host) {
    return text(texts(host).toList());
  }

  /**
   * Returns the first of {@code candidates} that names a server a pod can reach, without those it
   * cannot: loopback addresses are the pod's own there, and IPv6 ones have no route. If none is
   * left anywhere, the first candidate's other lines are returned without any server: lookups then
   * fail at once. No public resolver is put in: whom a host asks is its administrator's choice.
   *
   * @param candidates texts of resolv.conf(5) files, best first
   */
  static String text(List<String> candidates) {
    for (String candidate : candidates) {
      List<String> kept = reachable(candidate);
      if (kept.stream().anyMatch(ResolvConf::isServer)) {
        return joined(kept);
      }
    }
    return joined(reachable(candidates.get(0)));
  }

  /** Returns the name servers of a resolv.conf(5) text that have IPv4 addresses. */
  static List<IpAddress> servers(String text) {
    List<IpAddress> servers = new ArrayList<>();
    for (String line : reachable(text)) {
      if (isServer(line)) {
        servers.add(IpAddress.of(words(line)[1]));
      }
    }
    return List.copyOf(servers);
  }

  /** Returns all reachable name servers that this host's configuration names. */
  static List<IpAddress> servers(Host host) {
    return texts(host).flatMap(text -> servers(text).stream()).toList();
  }

  private static Stream<String> texts(Host host) {
    HostFiles files = new HostFiles(host);
    return PLACES.stream().map(place -> files.find(place).orElse(""));
  }

  private static List<String> reachable(String text) {
    return text.lines().filter(line -> !isServer(line) || isReachable(words(line))).toList();
  }

  private static boolean isServer(String line) {
    return words(line)[0].equals("nameserver");
  }

  private static boolean isReachable(String[] server) {
    if (server.length < 2) {
      return false;
    }
    if (!IpAddress.matches(server[1])) {
      return false; // nothing that a resolver would understand either
    }
    IpAddress address = IpAddress.of(server[1]);
    return address.isIpv4() && !address.isLoopback();
  }

  private static String[] words(String line) {
    return line.strip().split("\\s+", -1);
  }

  private static String joined(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
