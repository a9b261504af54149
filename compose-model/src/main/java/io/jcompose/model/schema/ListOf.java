package io.jcompose.model.schema;

import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.ArrayList;
import java.util.HashMap;
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
 * @param duplicates whether one text may stand there twice
 * @param empty whether an empty text is an item
 * @param single whether one item may stand there without being in a list
 */
record ListOf(
    Kind item, Function<Node, Object> identity, boolean single, boolean duplicates, boolean empty)
    implements Kind {
  /** Items are never the same. */
  static ListOf of(Kind item) {
    return new ListOf(item, unused -> new Object(), false, true, true);
  }

  /** Returns this list with items being the same that {@code changed} finds equal. */
  ListOf distinctBy(Function<Node, Object> changed) {
    return new ListOf(item, changed, single, duplicates, empty);
  }

  /** Returns this list of texts, with equal texts being the same item. */
  ListOf distinct() {
    return distinctBy(node -> node instanceof ScalarNode scalar ? scalar.text() : new Object());
  }

  /** Returns this list with one item alone being a list of one. */
  ListOf orSingle() {
    return new ListOf(item, identity, true, duplicates, empty);
  }

  /** Returns this list with a text that stands there twice being a mistake. */
  ListOf withoutDuplicates() {
    return new ListOf(item, identity, single, false, empty);
  }

  /** Returns this list with empty texts being left out. */
  ListOf withoutEmpty() {
    return new ListOf(item, identity, single, duplicates, false);
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
      if (!empty && each.isScalar() && each.scalarText().isEmpty()) {
        continue;
      }
      List<Node> longForms = each.asItems(item);
      longForms.forEach(longForm -> item.walk(each.with(longForm), new WholeCheck()));
      written.addAll(longForms);
    }
    return Optional.of(joined(value.node(), written));
  }

  @Override
  public Node template(Value template) {
    return single ? item.template(template) : template.node();
  }

  @Override
  public Node merge(Node base, Node later) {
    return isItems(base) && isItems(later)
        ? joined(later, Stream.concat(items(base), items(later)).toList())
        : later;
  }

  /** A text with variables left in it was not put into a list. */
  private boolean isItems(Node node) {
    return node instanceof ListNode || (single && node instanceof ScalarNode);
  }

  private static Stream<Node> items(Node node) {
    return node instanceof ListNode list ? list.items().stream() : Stream.of(node);
  }

  /** Returns both lists as one, with items of an equal {@code key} merged. */
  Node mergeItems(Node base, Node later, Function<Node, Object> key) {
    if (!(base instanceof ListNode first && later instanceof ListNode second)) {
      return later;
    }
    Map<Object, Node> merged = new LinkedHashMap<>();
    first.items().forEach(each -> merged.put(key.apply(each), each));
    second.items().forEach(each -> merged.merge(key.apply(each), each, item::merge));
    return new ListNode(later.place(), List.copyOf(merged.values()));
  }

  private ListNode joined(Node at, List<Node> items) {
    Map<Object, Node> joined = new LinkedHashMap<>();
    items.forEach(each -> joined.put(identity.apply(each), each));
    return new ListNode(at.place(), List.copyOf(joined.values()));
  }

  @Override
  public Optional<Node> concise(Node node, boolean extensions) {
    if (!(node instanceof ListNode list)) {
      return Optional.of(node);
    }
    List<Node> items =
        list.items().stream().map(each -> item.concise(each, extensions).orElse(each)).toList();
    return items.isEmpty() ? Optional.empty() : Optional.of(new ListNode(list.place(), items));
  }

  /** Reports texts that stand twice in {@code whole}, a merged list. */
  void checkWhole(Value whole) {
    if (!duplicates) {
      checkDuplicates(whole);
    }
  }

  /** Reports texts that stand twice in {@code list}. */
  static void checkDuplicates(Value list) {
    Map<String, Value> first = new HashMap<>();
    for (Value each : list.items()) {
      Value before = each.isScalar() ? first.putIfAbsent(each.scalarText(), each) : null;
      if (before != null) {
        each.problem(
            each.node().description() + " stands here already, at " + before.place(),
            "remove one of the two");
      }
    }
  }

  @Override
  public void walk(Value value, Walker walker) {
    if (value.isList()) {
      walker.meets(this, value);
    }
    if (value.isList() && walker.goesIntoLists()) {
      value.items().forEach(each -> item.walk(each, walker));
    }
  }

  @Override
  public void list(String path, Listing listing) {
    item.list(path + "[]", listing);
  }
}
