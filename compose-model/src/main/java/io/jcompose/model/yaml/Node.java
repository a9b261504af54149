package io.jcompose.model.yaml;

import io.jcompose.model.error.Place;

/** A piece of a YAML document: a map, a list or a scalar. Immutable, so aliases may share one. */
public sealed interface Node permits MapNode, ListNode, ScalarNode {
  /** Returns where the node starts in the user's file. */
  Place place();

  /** Returns what the node is, for messages: {@code a map}, {@code a list}, {@code 'text'}. */
  String description();

  /** Returns whether this is YAML's null: nothing at all, {@code ~} or {@code null}, unquoted. */
  default boolean isNull() {
    return false;
  }
}
