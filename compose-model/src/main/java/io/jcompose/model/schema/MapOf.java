package io.jcompose.model.schema;

import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A map whose keys are the user's own names: services, networks, limits. Maps are merged name by
 * name. A name with nothing behind it stays.
 *
 * @param value what stands behind each name
 * @param nameProblem why a name is not a legal one; empty if it is
 * @param writeOut makes a map of another form: of a list of names
 * @param nullable whether there may be nothing behind a name
 */
record MapOf(
    Kind value,
    Function<String, Optional<String>> nameProblem,
    UnaryOperator<Value> writeOut,
    boolean nullable)
    implements Kind {
  /** Any name is a legal one, and there is no other form. */
  static MapOf of(Kind value) {
    return new MapOf(value, name -> Optional.empty(), UnaryOperator.identity(), false);
  }

  /** Returns this map with names that {@code type} does not refuse. */
  MapOf named(Consumer<String> type) {
    return new MapOf(
        value,
        name -> {
          try {
            type.accept(name);
            return Optional.empty();
          } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
          }
        },
        writeOut,
        nullable);
  }

  /** Returns this map with another form, of which {@code changed} makes a map. */
  MapOf orForm(UnaryOperator<Value> changed) {
    return new MapOf(value, nameProblem, changed, nullable);
  }

  /** Returns this map with names that may have nothing behind them. */
  MapOf orNothing() {
    return new MapOf(value, nameProblem, writeOut, true);
  }

  @Override
  public String form() {
    return "a map: " + value.form();
  }

  @Override
  public Optional<Node> canonical(Value written) {
    Value whole = writeOut.apply(written);
    Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
    whole.eachMember(
        (name, member) -> {
          Optional<String> problem = nameProblem.apply(name);
          problem.ifPresent(
              what -> member.value().problemAt(member.entry().keyPlace(), what, "rename it"));
          if (problem.isEmpty()) {
            // what is faulty stays, so that it is not said to be missing as well
            entries.put(name, member.as(value).orElse(member.entry()));
          }
        });
    return whole.isMap() ? Optional.of(new MapNode(written.place(), entries)) : Optional.empty();
  }

  @Override
  public Node merge(Node base, Node later) {
    return base instanceof MapNode first && later instanceof MapNode second
        ? Maps.merge(first, second, name -> value)
        : later;
  }

  @Override
  public Optional<Node> concise(Node node, boolean extensions) {
    return Optional.of(Maps.concise(node, extensions, true, name -> Optional.of(value)))
        .filter(whole -> !(whole instanceof MapNode map && map.entries().isEmpty()));
  }

  @Override
  public void walk(Value whole, Walker walker) {
    if (whole.isMap()) {
      walker.meets(this, whole);
      whole.eachMember((name, member) -> value.walk(member.value(), walker));
    }
  }

  /** Reports names of {@code whole}, a merged map, that have nothing behind them. */
  void checkWhole(Value whole) {
    whole.eachMember(
        (name, member) -> {
          if (!nullable && member.value().isNull()) {
            member
                .value()
                .problemAt(
                    member.entry().keyPlace(),
                    "'" + name + "' has no value",
                    "give it " + value.form() + ", or remove it");
          }
        });
  }

  @Override
  public void list(String path, Listing listing) {
    value.list(path + ".*", listing);
  }
}
