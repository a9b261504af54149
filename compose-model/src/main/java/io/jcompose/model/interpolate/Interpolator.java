package io.jcompose.model.interpolate;

import io.jcompose.model.error.Problems;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import io.jcompose.model.yaml.TreePath;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Fills in the variables in a document's values; keys stay as they are. */
public final class Interpolator {
  /** How much text one document may grow to. */
  private static final int MAX_TOTAL = 16 * Template.MAX_LENGTH;

  private final Variables variables;
  private final Problems problems;
  private final Problems warnings;
  private final Set<String> unset = new HashSet<>();
  private final Deque<String> path = new ArrayDeque<>();
  private int total;

  /**
   * Creates an interpolator; variables that are not set are blank, with a warning where a document
   * first uses them.
   */
  public Interpolator(Variables variables, Problems problems, Problems warnings) {
    this.variables = variables;
    this.problems = problems;
    this.warnings = warnings;
  }

  /**
   * Returns {@code document} filled in. A value that cannot be is left as it is, with a problem.
   */
  public InterpolatedDocument interpolate(MapNode document) {
    total = 0;
    unset.clear();
    return new InterpolatedDocument(map(document));
  }

  private Node node(Node node) {
    if (node instanceof MapNode map) {
      return map(map);
    }
    if (node instanceof ListNode list) {
      return list.mapped((position, item) -> below("[" + position + "]", item));
    }
    return scalar((ScalarNode) node);
  }

  private MapNode map(MapNode map) {
    return map.mapped(this::below);
  }

  private Node below(String segment, Node node) {
    path.addLast(segment);
    Node filled = node(node);
    path.removeLast();
    return filled;
  }

  private ScalarNode scalar(ScalarNode scalar) {
    if (scalar.text().indexOf('$') < 0) {
      return scalar;
    }
    try {
      String filled =
          new Template(variables::get, name -> warnUnset(scalar, name)).fill(scalar.text());
      total += filled.length();
      if (total > MAX_TOTAL) {
        throw new InvalidTemplateException(
            "the file grows to more than "
                + MAX_TOTAL
                + " characters when its variables are filled in",
            "shorten the variables that it is made of");
      }
      return scalar.withText(filled);
    } catch (InvalidTemplateException e) {
      problems.add(scalar.place(), element(), e.what(), e.hint());
      return scalar;
    }
  }

  private void warnUnset(ScalarNode scalar, String name) {
    if (unset.add(name)) {
      warnings.add(
          scalar.place(),
          element(),
          "variable " + name + " is not set and counts as empty",
          "set it, or write a default as in '${" + name + ":-default}'");
    }
  }

  /** Written out only for those values of which something is told: they are few. */
  private String element() {
    return TreePath.of(path).toString();
  }
}
