package io.jcompose.runtime.doctor;

import io.jcompose.model.value.IpAddress;
import io.jcompose.runtime.doctor.Finding.Topic;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.network.ResolvConf;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.List;
import java.util.stream.Stream;

/** Whom containers can ask for names. */
final class Resolvers implements Check {
  private static final Question RESOLVERS = new Question(Topic.NETWORK, "name servers");
  private static final String FILE = "etc/resolv.conf";
  private static final String STUB = "127.0.0.53";

  private final Host host;
  private final HostView files;

  Resolvers(Host host, HostView files) {
    this.host = host;
    this.files = files;
  }

  @Override
  public List<Finding> findings() {
    try {
      return List.of(finding());
    } catch (RuntimeFailure e) {
      return List.of(RESOLVERS.warning(String.valueOf(e.getMessage()), e.hint()));
    }
  }

  private Finding finding() {
    List<String> own = servers(files.lines(FILE).stream());
    if (own.isEmpty()) {
      return RESOLVERS.warning(
          "/etc/resolv.conf names none: containers find no names of other machines",
          "write a line 'nameserver ADDRESS' into /etc/resolv.conf");
    }
    List<String> forContainers = servers(ResolvConf.of(host).lines());
    if (forContainers.isEmpty()) {
      return RESOLVERS.ok(listed(own) + ", which jcompose asks for containers");
    }
    if (own.contains(STUB)) {
      return RESOLVERS.ok(listed(forContainers) + ", behind systemd-resolved's stub on " + STUB);
    }
    return RESOLVERS.ok(listed(forContainers));
  }

  private static List<String> servers(Stream<String> lines) {
    return lines
        .map(line -> line.strip().split("\\s+"))
        .filter(words -> words.length > 1 && words[0].equals("nameserver"))
        .map(words -> words[1])
        .filter(server -> IpAddress.matches(server.replaceFirst("%.*", ""))) // fe80::1%eth0
        .toList();
  }

  private static String listed(List<String> servers) {
    return String.join(", ", servers);
  }
}
