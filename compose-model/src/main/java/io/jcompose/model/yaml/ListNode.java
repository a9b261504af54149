package io.jcompose.model.yaml;

import io.jcompose.model.error.Place;
import java.util.List;

/** A YAML sequence. */
public record ListNode(Place place, List<Node> items) implements Node {
  public ListNode {
    items = List.copyOf(items);
  }

  @Override
  public String description() {
    return "a list";
  }
}
