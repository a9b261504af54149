package io.jcompose.model.merge;

import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What makes two items of a list the same one when files are merged. */
final class Identities {
  private static final Pattern PORT =
      Pattern.compile("(?:(?:(.*):)?([0-9-]*):)?([0-9-]+)(?:/([a-zA-Z]+))?");

  private Identities() {}

  /** The text; a list or map is like no other. */
  static Object text(Node item) {
    return item instanceof ScalarNode scalar ? scalar.text() : new Object();
  }

  /** The text, or what stands behind {@code path}. */
  static Object path(Node item) {
    return textOr(item, "path").<Object>map(path -> path).orElseGet(Object::new);
  }

  /** The path in the container: of {@code [SOURCE:]TARGET[:OPTIONS]}, or behind {@code target}. */
  static Object mountTarget(Node item) {
    return target(item, text -> text.split(":", 3)[text.contains(":") ? 1 : 0]);
  }

  /** The path in the container: of {@code TARGET[:OPTIONS]}. */
  static Object tmpfsTarget(Node item) {
    return target(item, text -> text.split(":", 2)[0]);
  }

  private static Object target(Node item, UnaryOperator<String> ofShortForm) {
    Optional<String> target =
        item instanceof ScalarNode scalar
            ? Optional.of(ofShortForm.apply(scalar.text()))
            : textOr(item, "target");
    return target.<Object>map(Identities::withoutSlashAtEnd).orElseGet(Object::new);
  }

  private static String withoutSlashAtEnd(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** Address, published port, target and protocol, with the defaults filled in. */
  static Object port(Node item) {
    if (item instanceof ScalarNode scalar) {
      Matcher port = PORT.matcher(scalar.text());
      return port.matches()
          ? portKey(
              Optional.ofNullable(port.group(1)),
              Optional.ofNullable(port.group(2)),
              Optional.of(port.group(3)),
              Optional.ofNullable(port.group(4)))
          : scalar.text();
    }
    return item instanceof MapNode
        ? portKey(
            textOr(item, "host_ip"),
            textOr(item, "published"),
            textOr(item, "target"),
            textOr(item, "protocol"))
        : new Object();
  }

  private static String portKey(
      Optional<String> address,
      Optional<String> published,
      Optional<String> target,
      Optional<String> protocol) {
    return address.orElse("0.0.0.0")
        + ":"
        + published.orElse("")
        + ":"
        + target.orElse("")
        + "/"
        + protocol.orElse("tcp");
  }

  private static Optional<String> textOr(Node item, String key) {
    Optional<Node> node = item instanceof MapNode map ? map.get(key) : Optional.of(item);
    return node.filter(ScalarNode.class::isInstance).map(found -> ((ScalarNode) found).text());
  }
}
