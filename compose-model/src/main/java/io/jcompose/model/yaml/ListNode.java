package io.jcompose.model.yaml;

import io.jcompose.model.error.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** A YAML sequence. */
public record ListNode(Place place, List<Node> items) implements Node {
  public ListNode {
    items = List.copyOf(items);
  }

  /** Returns this list with every item as {@code change} makes it of its position and itself. */
  public ListNode mapped(BiFunction<Integer, Node, Node> change) {
    List<Node> changed = new ArrayList<>();
    boolean same = true;
    for (Node before : items) {
      Node after = change.apply(changed.size(), before);
      same &= after == before;
      changed.add(after);
    }
    return same ? this : new ListNode(place, changed);
  }

  @Override
  public String description() {
    return "a list";
  }
}
