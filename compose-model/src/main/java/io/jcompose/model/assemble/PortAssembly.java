package io.jcompose.model.assemble;

import io.jcompose.model.project.PortMapping;
import io.jcompose.model.project.PortMapping.PortRange;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.Protocol;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Makes the typed ports of a service. */
final class PortAssembly {
  private static final Pattern NO_PORT = Pattern.compile("0+(-0+)?");

  private PortAssembly() {}

  static List<PortMapping> published(Section service) {
    return service.items("ports").stream().map(PortAssembly::mapping).toList();
  }

  private static PortMapping mapping(Section port) {
    // docker compose understands a published 0 as "any free port"
    Optional<PortRange> published =
        port.text("published")
            .filter(text -> !NO_PORT.matcher(text).matches())
            .map(PortAssembly::range);
    return new PortMapping(
        port.text("host_ip"),
        published,
        new Port(
            port.integer("target").orElseThrow(), protocol(port.text("protocol").orElse("tcp"))),
        port.text("name"),
        port.text("mode").filter("host"::equals).isPresent()
            ? PortMapping.Mode.HOST
            : PortMapping.Mode.INGRESS,
        port.text("app_protocol"));
  }

  static Set<Port> exposed(Section service) {
    Set<Port> exposed = new TreeSet<>();
    for (String text : service.list("expose")) {
      String[] parts = text.split("/", 2);
      PortRange range = range(parts[0]);
      Protocol protocol = protocol(parts.length > 1 ? parts[1] : "tcp");
      for (int number = range.first(); number <= range.last(); number++) {
        exposed.add(new Port(number, protocol));
      }
    }
    return exposed;
  }

  private static PortRange range(String text) {
    String[] ends = text.split("-", 2);
    // a range from 0 has no port 0 to offer
    return new PortRange(
        Math.max(1, Integer.parseInt(ends[0])), Integer.parseInt(ends[ends.length - 1]));
  }

  private static Protocol protocol(String text) {
    return Protocol.valueOf(text.toUpperCase(Locale.ROOT));
  }
}
