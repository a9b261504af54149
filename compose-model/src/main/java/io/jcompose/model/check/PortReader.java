package io.jcompose.model.check;

import io.jcompose.model.project.PortMapping;
import io.jcompose.model.project.PortMapping.PortRange;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.Protocol;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code ports} and {@code expose}, ranges spread out. */
final class PortReader {
  /**
   * How many ports all of a project's ranges may come to: a range of seven letters makes 65,535.
   */
  private static final int MAX_PORTS = 200_000;

  private static final Pattern SHORT =
      Pattern.compile(
          "(?:(?:(?<address>[^/]*):)?(?<published>[^:/]*):)?(?<target>[^:/]+)"
              + "(?:/(?<protocol>.*))?");
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");
  private static final String HINT =
      "write '[ADDRESS:][HOST:]CONTAINER[/PROTOCOL]', such as '8080:80' or '127.0.0.1:53:53/udp'";

  private int spent;

  /** Reads {@code ports:}; of equal mappings one is kept. */
  List<PortMapping> mappings(Value ports) {
    Set<PortMapping> mappings = new LinkedHashSet<>();
    for (Value port : ports.items()) {
      try {
        mappings.addAll(
            port.isMap() ? longForm(port) : port.text().map(this::shortForm).orElse(List.of()));
      } catch (IllegalArgumentException e) {
        port.problem(String.valueOf(e.getMessage()), HINT);
      }
    }
    return List.copyOf(mappings);
  }

  /** Reads {@code expose:}. */
  Set<Port> exposed(Value expose) {
    Set<Port> exposed = new TreeSet<>();
    for (Value port : expose.items()) {
      try {
        port.text().ifPresent(text -> exposed.addAll(exposed(text)));
      } catch (IllegalArgumentException e) {
        port.problem(
            String.valueOf(e.getMessage()), "write a port or a range, such as '80' or '53/udp'");
      }
    }
    return exposed;
  }

  private List<Port> exposed(String text) {
    String[] parts = text.split("/", 2);
    return targets(range("port", parts[0]), protocol(parts.length > 1 ? parts[1] : "tcp"));
  }

  private Collection<PortMapping> shortForm(String text) {
    Matcher parts = SHORT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a port mapping");
    }
    String published = Optional.ofNullable(parts.group("published")).orElse("");
    return spread(
        address(Optional.ofNullable(parts.group("address")).orElse("")),
        published.isEmpty() ? Optional.empty() : Optional.of(published),
        parts.group("target"),
        Optional.ofNullable(parts.group("protocol")).orElse("tcp"));
  }

  private Collection<PortMapping> longForm(Value port) {
    var draft = new LongForm();
    KeyRegistry.PORT.read(port, draft);
    if (draft.target.isEmpty()) {
      throw new IllegalArgumentException("has no 'target': the port inside the container");
    }
    return spread(address(draft.address), draft.published, draft.target.get(), draft.protocol);
  }

  private Collection<PortMapping> spread(
      Optional<String> address, Optional<String> published, String target, String protocolName) {
    Protocol protocol = protocol(protocolName);
    List<Port> targets = targets(range("container port", target), protocol);
    // docker compose understands a published 0 as "any free port"
    Optional<PortRange> host =
        published.filter(text -> !text.equals("0")).map(text -> range("host port", text));
    if (host.isEmpty() || targets.size() == 1) {
      return targets.stream().map(port -> new PortMapping(address, host, port)).toList();
    }
    PortRange range = host.get();
    if (range.last() - range.first() + 1 != targets.size()) {
      throw new IllegalArgumentException(
          "host ports " + range + " and container ports " + target + " are not equally many");
    }
    return targets.stream()
        .map(
            port -> {
              int number = range.first() + port.number() - targets.get(0).number();
              return new PortMapping(address, Optional.of(new PortRange(number, number)), port);
            })
        .toList();
  }

  private List<Port> targets(PortRange range, Protocol protocol) {
    spent += range.last() - range.first() + 1;
    if (spent > MAX_PORTS) {
      throw new IllegalArgumentException(
          "the project's port ranges come to more than " + MAX_PORTS + " ports");
    }
    return java.util.stream.IntStream.rangeClosed(range.first(), range.last())
        .mapToObj(number -> new Port(number, protocol))
        .toList();
  }

  private static PortRange range(String what, String text) {
    Matcher range = RANGE.matcher(text);
    if (!range.matches()) {
      throw new IllegalArgumentException(what + " '" + text + "' is neither a number nor a range");
    }
    int first = Integer.parseInt(range.group(1));
    int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
    if (first < 1 || last > 65535 || first > last) {
      throw new IllegalArgumentException(
          what
              + " '"
              + text
              + "' is not between 1 and 65535"
              + (first > last ? " and rising" : ""));
    }
    return new PortRange(first, last);
  }

  private static Protocol protocol(String text) {
    try {
      return Protocol.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("protocol '" + text + "' is none of tcp, udp and sctp", e);
    }
  }

  private static Optional<String> address(String written) {
    boolean bracketed = written.startsWith("[") && written.endsWith("]");
    String address = bracketed ? written.substring(1, written.length() - 1) : written;
    if (!address.isEmpty() && !IpAddress.matches(address)) {
      throw new IllegalArgumentException("host address '" + address + "' is not an IP address");
    }
    return address.isEmpty() ? Optional.empty() : Optional.of(address);
  }

  /** What was read of a port in long form so far. */
  static final class LongForm {
    private String address = "";
    private Optional<String> published = Optional.empty();
    private Optional<String> target = Optional.empty();
    private String protocol = "tcp";

    void address(Value value) {
      address = value.text().orElse("");
    }

    void published(Value value) {
      published = value.text().filter(text -> !text.isEmpty());
    }

    void target(Value value) {
      target = value.text();
    }

    void protocol(Value value) {
      protocol = value.text().orElse(protocol);
    }

    /** On one host both modes of Compose mean the same. */
    void mode(Value value) {
      if (value.text().filter(mode -> !List.of("ingress", "host").contains(mode)).isPresent()) {
        value.problem(
            "must be ingress or host, not " + value.node().description(), "remove 'mode'");
      }
    }
  }
}
