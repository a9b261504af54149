package io.jcompose.model.schema;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An item of {@code ports:}. A short form with a range is spread out, an item a port.
 *
 * @see <a
 *     href="https://github.com/compose-spec/compose-spec/blob/main/05-services.md#ports">ports</a>
 */
final class Ports implements WrittenOut {
  /** How many ports one entry may come to, which is all there are. */
  private static final int MAX_PORT = 65_535;

  private static final Pattern SHORT =
      Pattern.compile(
          "(?:(?:(?<address>[^/]*):)?(?<published>[^:/]*):)?(?<target>[^:/]+)"
              + "(?:/(?<protocol>.*))?");
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");
  private static final List<String> PROTOCOLS = List.of("tcp", "udp", "sctp");
  private static final String HINT =
      "write '[ADDRESS:][HOST:]CONTAINER[/PROTOCOL]', such as '8080:80' or '127.0.0.1:53:53/udp'";
  private static final String INGRESS = "ingress";

  private static final Scalar PROTOCOL = new Scalar("tcp, udp or sctp", false, Ports::protocol);
  private static final Scalar ADDRESS =
      Kinds.as("an IP address", Ports::address, "write an address of this host, or remove it");
  private static final Scalar PUBLISHED = new Scalar("a port or range", false, Ports::published);

  static final Keys LONG_FORM =
      Keys.of("a port")
          .key("name", Kinds.TEXT)
          .key("mode", Kinds.oneOf(INGRESS, "host"))
          .key("host_ip", ADDRESS)
          .key("target", Kinds.integer(1, MAX_PORT))
          .key("published", PUBLISHED)
          .key("protocol", PROTOCOL)
          .key("app_protocol", Kinds.TEXT)
          .required("target", "add 'target' with the port inside the container");

  /** {@code expose:}: a port or range with a protocol, kept as it is written. */
  static final Scalar EXPOSED =
      new Scalar("a port or range", false, Value::textOrNumber).demanding(Ports::checkExposed);

  /** A range of ports; first and last are equal for a single one. */
  private record Range(int first, int last) {
    int size() {
      return last - first + 1;
    }
  }

  @Override
  public Kind longForm() {
    return LONG_FORM;
  }

  @Override
  public String form() {
    return LONG_FORM.form() + " in short or long form";
  }

  @Override
  public Optional<Node> canonical(Value value) {
    return canonicalItems(value).stream().findFirst();
  }

  @Override
  public List<Node> canonicalItems(Value item) {
    if (item.isMap()) {
      return LONG_FORM.canonical(item).map(Ports::withDefaults).stream().toList();
    }
    try {
      return item.textOrNumber().map(text -> spread(item, text)).orElse(List.of());
    } catch (IllegalArgumentException e) {
      item.problem(String.valueOf(e.getMessage()), HINT);
      return List.of();
    }
  }

  private static Node withDefaults(Node port) {
    var whole = new TreeBuild(port.place());
    var given = (MapNode) port;
    whole.text("mode", INGRESS).text("protocol", PROTOCOLS.get(0));
    given.entries().forEach(whole::entry);
    return whole.node();
  }

  private static List<Node> spread(Value item, String text) {
    Matcher parts = SHORT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a port mapping");
    }
    String address = address(Optional.ofNullable(parts.group("address")).orElse(""));
    String published = Optional.ofNullable(parts.group("published")).orElse("");
    String protocol =
        Optional.ofNullable(parts.group("protocol"))
            .filter(written -> !written.isEmpty())
            .orElse("tcp")
            .toLowerCase(Locale.ROOT);
    checkProtocol(protocol);
    Range targets = range("container port", parts.group("target"), 1);
    item.context().ports().spend(targets.size());
    Optional<Range> host =
        published.isEmpty() ? Optional.empty() : Optional.of(range("host port", published, 0));
    boolean oneEach = host.isPresent() && targets.size() > 1;
    if (oneEach && host.get().size() != targets.size()) {
      throw new IllegalArgumentException(
          "host ports "
              + published
              + " and container ports "
              + parts.group("target")
              + " are not equally many");
    }
    List<Node> ports = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      var port = new TreeBuild(item.place()).text("mode", INGRESS);
      if (!address.isEmpty()) {
        port.text("host_ip", address);
      }
      port.bare("target", targets.first() + i);
      if (host.isPresent()) {
        port.text("published", oneEach ? String.valueOf(host.get().first() + i) : published);
      }
      ports.add(port.text("protocol", protocol).node());
    }
    return ports;
  }

  private static Optional<String> published(Value value) {
    Optional<String> text = value.textOrNumber();
    try {
      text.filter(some -> !some.isEmpty()).ifPresent(some -> range("host port", some, 0));
      return text;
    } catch (IllegalArgumentException e) {
      value.problem(String.valueOf(e.getMessage()), "write a port or a range of ports");
      return Optional.empty();
    }
  }

  private static Optional<String> protocol(Value value) {
    boolean known =
        value
            .textOrNumber()
            .filter(text -> PROTOCOLS.contains(text.toLowerCase(Locale.ROOT)))
            .isPresent();
    return known ? value.text() : Kinds.oneOf("tcp", "udp", "sctp").reader().apply(value);
  }

  private static void checkExposed(Value value) {
    try {
      String[] parts = value.scalarText().split("/", 2);
      value.context().ports().spend(range("port", parts[0], 1).size());
      checkProtocol(parts.length > 1 ? parts[1].toLowerCase(Locale.ROOT) : "tcp");
    } catch (IllegalArgumentException e) {
      value.problem(
          String.valueOf(e.getMessage()), "write a port or a range, such as '80' or '53/udp'");
    }
  }

  private static Range range(String what, String text, int least) {
    Matcher range = RANGE.matcher(text);
    if (!range.matches()) {
      throw new IllegalArgumentException(what + " '" + text + "' is neither a number nor a range");
    }
    int first = Integer.parseInt(range.group(1));
    int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
    if (first < least || last > MAX_PORT || first > last) {
      throw new IllegalArgumentException(
          what
              + " '"
              + text
              + "' is not between 1 and 65535"
              + (first > last ? " and rising" : ""));
    }
    return new Range(first, last);
  }

  private static void checkProtocol(String protocol) {
    if (!PROTOCOLS.contains(protocol)) {
      throw new IllegalArgumentException(
          "protocol '" + protocol + "' is none of tcp, udp and sctp");
    }
  }

  private static String address(String written) {
    boolean bracketed = written.startsWith("[") && written.endsWith("]");
    String address = bracketed ? written.substring(1, written.length() - 1) : written;
    if (!address.isEmpty() && !IpAddress.matches(address)) {
      throw new IllegalArgumentException("host address '" + address + "' is not an IP address");
    }
    return address;
  }

  /** Address, published port, target and protocol: what two mappings must not have in common. */
  static Object identity(Node item) {
    return item instanceof MapNode port
        ? String.join(
            ":",
            text(port, "host_ip", "0.0.0.0"),
            text(port, "published", ""),
            text(port, "target", ""),
            text(port, "protocol", "tcp"))
        : item;
  }

  private static String text(MapNode map, String key, String otherwise) {
    return map.get(key)
        .filter(ScalarNode.class::isInstance)
        .map(node -> ((ScalarNode) node).text())
        .orElse(otherwise);
  }
}
