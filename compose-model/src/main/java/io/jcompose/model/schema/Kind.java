package io.jcompose.model.schema;

import io.jcompose.model.yaml.Node;
import java.util.List;
import java.util.Optional;

/**
 * What may stand behind a key: the forms it can be written in, the one long form they stand for,
 * and how two of them become one.
 */
interface Kind {
  /** Returns what a value is called where a table lists the keys: {@code a duration}. */
  String form();

  /**
   * Returns {@code value} in its long form; empty if it is faulty, which is then a problem, or says
   * nothing. Never given a null.
   */
  Optional<Node> canonical(Value value);

  /** Returns the long forms of one item of a list: a range of ports makes several. */
  default List<Node> canonicalItems(Value item) {
    return canonical(item).map(List::of).orElse(List.of());
  }

  /**
   * Returns {@code template}, a text with variables that nobody filled in, as it is; but a path
   * that is relative for sure is made absolute as elsewhere.
   */
  default Node template(Value template) {
    return template.node();
  }

  /** Returns what {@code later} makes of {@code base}, both in long form and neither null. */
  default Node merge(Node base, Node later) {
    return later;
  }

  /**
   * Returns {@code node}, in long form, without what says nothing; empty if nothing is left that is
   * worth printing.
   *
   * @param extensions whether to keep the user's own keys
   */
  default Optional<Node> concise(Node node, boolean extensions) {
    return Optional.of(node);
  }

  /** Returns whether a null of a later file is a value, rather than nothing said. */
  default boolean nullIsValue() {
    return false;
  }

  /** Shows {@code walker} every map with known keys at and below {@code value}, in long form. */
  default void walk(Value value, Walker walker) {}

  /** Shows {@code listing} every key that may stand below {@code path}. */
  default void list(String path, Listing listing) {}

  /** Is shown a tree in long form, outer maps first. */
  interface Walker {
    /** Is shown a map with known keys. */
    default void meets(Keys keys, Value map) {}

    /** Is shown a map with names of the user's own. */
    default void meets(MapOf kind, Value map) {}

    /** Is shown a list. */
    default void meets(ListOf kind, Value list) {}

    /** Is shown a single value. */
    default void meets(Scalar kind, Value value) {}

    /** Returns whether to go on to the items of lists. */
    default boolean goesIntoLists() {
      return true;
    }

    /** Is shown an entry of a map with known keys; returns whether to go on to what is below. */
    default boolean goesInto(Key key, Value.Member member) {
      return true;
    }
  }

  /** Is shown all keys there are. */
  @FunctionalInterface
  interface Listing {
    void add(String path, Key key);
  }
}
