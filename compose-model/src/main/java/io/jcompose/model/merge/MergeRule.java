package io.jcompose.model.merge;

import io.jcompose.model.error.Problems;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.TreePath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * How two values at one path become one. Maps are always merged key by key, scalars replaced.
 *
 * @param form brings a value into the one form that is merged
 * @param replaces whether a later value replaces an earlier one as a whole
 * @param nullOverrides whether a later null counts as a value, rather than as "nothing said"
 * @param identity what makes two list items the same one: the later then takes the place of the
 *     earlier
 */
record MergeRule(
    Form form, boolean replaces, boolean nullOverrides, Function<Node, Object> identity) {
  /** Maps merged, lists joined, scalars replaced. */
  static final MergeRule PLAIN =
      new MergeRule((path, node, problems) -> node, false, false, node -> new Object());

  /** Writes out a short form. */
  @FunctionalInterface
  interface Form {
    /** Returns {@code node} written out; what cannot be is returned as it is, or a problem. */
    Node apply(TreePath path, Node node, Problems problems);
  }

  /** Returns a rule by which the later value stands alone. */
  static MergeRule replaced() {
    return new MergeRule(PLAIN.form, true, false, PLAIN.identity);
  }

  /** Returns a rule for a value in one of the forms that {@code form} writes out. */
  static MergeRule formed(Form form) {
    return new MergeRule(form, false, false, PLAIN.identity);
  }

  /** Returns a rule for a list in which {@code identity} tells items apart. */
  static MergeRule distinctBy(Function<Node, Object> identity) {
    return new MergeRule(PLAIN.form, false, false, identity);
  }

  /** Returns this rule for values that {@code changed} writes out first. */
  MergeRule after(Form changed) {
    return new MergeRule(changed, replaces, nullOverrides, identity);
  }

  /** Returns this rule with a later null being a value of its own. */
  MergeRule withNullAsValue() {
    return new MergeRule(form, replaces, true, identity);
  }

  /** Returns the items of both lists; those of {@code later} follow or take an earlier's place. */
  ListNode join(ListNode base, ListNode later) {
    Map<Object, Node> joined = new LinkedHashMap<>();
    base.items().forEach(item -> joined.put(identity.apply(item), item));
    later.items().forEach(item -> joined.put(identity.apply(item), item));
    return new ListNode(later.place(), joined.values().stream().toList());
  }
}
