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
  private static final Scalar LINE =
      Kinds.demanding("a name and an address", HostNames::extraHost, "write 'NAME=ADDRESS'");
  private static final ListOf LINES = ListOf.of(LINE).distinct();

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
      ListOf.checkDuplicates(value);
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
    Optional<Node> line =
        text.filter(written -> written.indexOf('=') > 0 || written.indexOf(':') > 0)
            .map(written -> new ScalarNode(where.place(), withEquals(written), false));
    if (line.isEmpty() && text.isPresent()) {
      where.problem("'" + text.get() + "' has no address", "write 'NAME=ADDRESS'");
    }
    return line;
  }

  private static String withEquals(String text) {
    int separator = text.indexOf(text.contains("=") ? '=' : ':');
    String address = text.substring(separator + 1);
    boolean bracketed = address.startsWith("[") && address.endsWith("]");
    return text.substring(0, separator)
        + "="
        + (bracketed ? address.substring(1, address.length() - 1) : address);
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
