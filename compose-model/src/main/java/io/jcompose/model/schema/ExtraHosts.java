package io.jcompose.model.schema;

import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code extra_hosts:} as a list of {@code NAME=ADDRESS} or {@code NAME:ADDRESS}, or as a map of
 * names to one address or several. The long form is a sorted list, each line once.
 */
record ExtraHosts() implements WrittenOut {
  private static final ListOf LINES = ListOf.of(Kinds.TEXT).distinct();

  @Override
  public Kind longForm() {
    return LINES;
  }

  @Override
  public String form() {
    return "names and addresses as a list of NAME=ADDRESS or as a map";
  }

  @Override
  public Optional<Node> canonical(Value value) {
    if (!value.isMap()) {
      return Optional.of(
          sorted(value, value.items().stream().flatMap(item -> line(item, item.text()).stream())));
    }
    List<Node> lines = new ArrayList<>();
    value
        .members()
        .forEach(
            (name, member) -> {
              Value behind = member.value();
              for (Value address : behind.isList() ? behind.items() : List.of(behind)) {
                line(address, address.text().map(text -> name + "=" + text)).ifPresent(lines::add);
              }
            });
    return Optional.of(sorted(value, lines.stream()));
  }

  private static Optional<Node> line(Value where, Optional<String> text) {
    try {
      return text.map(HostNames::extraHost).map(line -> new ScalarNode(where.place(), line, false));
    } catch (IllegalArgumentException e) {
      where.problem(String.valueOf(e.getMessage()), "write 'NAME=ADDRESS'");
      return Optional.empty();
    }
  }

  private static ListNode sorted(Value at, Stream<Node> lines) {
    return new ListNode(
        at.place(),
        lines.sorted(Comparator.comparing(line -> ((ScalarNode) line).text())).toList());
  }

  @Override
  public Node merge(Node base, Node later) {
    Node joined = LINES.merge(base, later);
    return joined instanceof ListNode list
        ? new ListNode(
            list.place(),
            list.items().stream()
                .sorted(Comparator.comparing(line -> ((ScalarNode) line).text()))
                .toList())
        : joined;
  }
}
