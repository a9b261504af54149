package io.jcompose.model.schema;

import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A list. Items of a later one follow those of an earlier one.
 *
 * @param item what each item is
 * @param identity what makes two items the same one: the later then takes the place of the earlier
 * @param single whether one item may stand there without being in a list
 */
record ListOf(Kind item, Function<Node, Object> identity, boolean single) implements Kind {
  /** Items are never the same. */
  static ListOf of(Kind item) {
    return new ListOf(item, unused -> new Object(), false);
  }

  /** Returns this list with items being the same that {@code changed} finds equal. */
  ListOf distinctBy(Function<Node, Object> changed) {
    return new ListOf(item, changed, single);
  }

  /** Returns this list of texts, with equal texts being the same item. */
  ListOf distinct() {
    return distinctBy(node -> node instanceof ScalarNode scalar ? scalar.text() : new Object());
  }

  /** Returns this list with one item alone being a list of one. */
  ListOf orSingle() {
    return new ListOf(item, identity, true);
  }

  @Override
  public String form() {
    return (single ? item.form() + " or a list of them" : "a list: " + item.form());
  }

  @Override
  public Optional<Node> canonical(Value value) {
    if (!value.isList() && !single) {
      value.items();
      return Optional.empty();
    }
    List<Value> items = value.isList() ? value.items() : List.of(value);
    List<Node> written = new ArrayList<>();
    for (Value each : items) {
      List<Node> longForms = each.asItems(item);
      longForms.forEach(longForm -> item.walk(each.with(longForm), new WholeCheck()));
      written.addAll(longForms);
    }
    return Optional.of(joined(value.node(), written));
  }

  @Override
  public Node merge(Node base, Node later) {
    return base instanceof ListNode first && later instanceof ListNode second
        ? joined(later, Stream.concat(first.items().stream(), second.items().stream()).toList())
        : later;
  }

  /** Returns both lists as one, with items of an equal {@code key} merged. */
  Node mergeItems(Node base, Node later, Function<Node, Object> key) {
    if (!(base instanceof ListNode first && later instanceof ListNode second)) {
      return later;
    }
    Map<Object, Node> merged = new LinkedHashMap<>();
    first.items().forEach(each -> merged.put(key.apply(each), each));
    second.items().forEach(each -> merged.merge(key.apply(each), each, item::merge));
    return new ListNode(later.place(), merged.values().stream().toList());
  }

  private ListNode joined(Node at, List<Node> items) {
    Map<Object, Node> joined = new LinkedHashMap<>();
    items.forEach(each -> joined.put(identity.apply(each), each));
    return new ListNode(at.place(), joined.values().stream().toList());
  }

  @Override
  public Optional<Node> concise(Node node, boolean extensions) {
    if (!(node instanceof ListNode list)) {
      return Optional.of(node);
    }
    List<Node> items =
        list.items().stream().flatMap(each -> item.concise(each, extensions).stream()).toList();
    return items.isEmpty() ? Optional.empty() : Optional.of(new ListNode(list.place(), items));
  }

  @Override
  public void walk(Value value, Walker walker) {
    if (value.isList() && walker.goesIntoLists()) {
      value.items().forEach(each -> item.walk(each, walker));
    }
  }

  @Override
  public void list(String path, Listing listing) {
    item.list(path + "[]", listing);
  }
}
