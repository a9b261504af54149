package io.jcompose.model.schema;

import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.PlainScalar;
import io.jcompose.model.yaml.ScalarNode;
import io.jcompose.model.yaml.Tag;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Texts by name, written as a map or as a list of {@code NAME=value}; the long form is the map. Of
 * equal names the last counts, even if it has no value.
 *
 * @param what what they are: {@code labels}
 * @param kind what the values are
 * @param alone what a name without a value means
 * @param anyName whether a name may be anything, rather than that of a variable
 * @param list whether they may be written as a list
 */
record KeyValues(String what, Kind kind, Alone alone, boolean anyName, boolean list)
    implements Kind {
  private static final Scalar NAMELESS =
      Kinds.TEXT.demanding(
          value -> value.problem("is the value of no name", "write NAME=value, or remove it"));

  /** What a name without a value means. */
  enum Alone {
    /** The value is the empty text. */
    EMPTY,
    /** There is no value, and someone else may know one. */
    UNKNOWN,
    /** As {@link #EMPTY} in a map; in a list it is a mistake. */
    FAULTY_IN_LIST
  }

  /** Values are texts, numbers and booleans counting as theirs; without one they are empty. */
  static KeyValues of(String what) {
    return new KeyValues(what, Kinds.ANY_SCALAR, Alone.EMPTY, true, true);
  }

  @Override
  public String form() {
    return what + (list ? " as a map or a list of NAME=value" : " as a map");
  }

  @Override
  public Optional<Node> canonical(Value value) {
    if (!value.isMap() && !(value.isList() && list)) {
      value.members();
      return Optional.empty();
    }
    Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
    if (value.isList()) {
      value.items().forEach(item -> addItem(entries, item));
    } else {
      value.eachMember((name, member) -> addMember(entries, name, member));
    }
    return Optional.of(new MapNode(value.place(), entries));
  }

  private void addItem(Map<String, MapNode.Entry> entries, Value item) {
    if (!(item.node() instanceof ScalarNode scalar) || scalar.kind() != PlainScalar.Kind.STRING) {
      item.problem(
          "must be NAME=value, not " + item.node().description(),
          item.isMap() ? "remove the '-' before it, or put the text into quotes" : "write a text");
      return;
    }
    int equals = scalar.text().indexOf('=');
    String name = equals < 0 ? scalar.text() : scalar.text().substring(0, equals);
    checkName(name, item);
    if (equals < 0 && alone == Alone.FAULTY_IN_LIST) {
      item.problem("'" + name + "' has no value", "write NAME=value");
      return;
    }
    Optional<Node> value =
        equals < 0
            ? Optional.of(withoutValue(item))
            : item.with(scalar.withText(scalar.text().substring(equals + 1))).as(kind);
    value.ifPresent(found -> entries.put(name, new MapNode.Entry(item.place(), found)));
  }

  private void addMember(Map<String, MapNode.Entry> entries, String name, Value.Member member) {
    checkName(name, member.value());
    if (member.entry().tag() == Tag.RESET) {
      entries.put(name, member.entry());
    } else if (member.value().isNull()) {
      entries.put(name, member.entry().withValue(withoutValue(member.value())));
    } else {
      member.as(kind).ifPresent(entry -> entries.put(name, entry));
    }
  }

  private Node withoutValue(Value value) {
    return new ScalarNode(value.place(), "", alone == Alone.UNKNOWN);
  }

  private void checkName(String name, Value where) {
    boolean illegal = name.indexOf('=') >= 0 || name.endsWith(" ");
    if (illegal && !anyName) {
      where.problem("'" + name + "' is not a name", "write NAME=value, without space before '='");
    }
  }

  /** A variable without a name may be written, but not be set. */
  @Override
  public void walk(Value value, Walker walker) {
    Value.Member nameless = value.members().get("");
    if (!anyName && nameless != null && !nameless.value().isNull()) {
      walker.meets(NAMELESS, nameless.value());
    }
  }

  @Override
  public Node merge(Node base, Node later) {
    if (!(base instanceof MapNode first && later instanceof MapNode second)) {
      return later;
    }
    Map<String, MapNode.Entry> entries = new LinkedHashMap<>(first.entries());
    second
        .entries()
        .forEach(
            (name, entry) -> {
              if (entry.tag() == Tag.RESET) {
                entries.remove(name);
              } else {
                entries.put(name, new MapNode.Entry(entry.keyPlace(), entry.value()));
              }
            });
    return new MapNode(later.place(), entries);
  }

  @Override
  public Optional<Node> concise(Node node, boolean extensions) {
    return node instanceof MapNode map && map.entries().isEmpty()
        ? Optional.empty()
        : Optional.of(node);
  }
}
