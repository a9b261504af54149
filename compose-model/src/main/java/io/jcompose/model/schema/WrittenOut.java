package io.jcompose.model.schema;

import io.jcompose.model.yaml.Node;
import java.util.Optional;

/** A kind with forms of its own whose long form is another kind, and is treated as that. */
interface WrittenOut extends Kind {
  /** Returns the kind of the long form. */
  Kind longForm();

  @Override
  default Node merge(Node base, Node later) {
    return longForm().merge(base, later);
  }

  @Override
  default Optional<Node> concise(Node node, boolean extensions) {
    return longForm().concise(node, extensions);
  }

  @Override
  default void walk(Value value, Walker walker) {
    longForm().walk(value, walker);
  }

  @Override
  default void list(String path, Listing listing) {
    longForm().list(path, listing);
  }
}
