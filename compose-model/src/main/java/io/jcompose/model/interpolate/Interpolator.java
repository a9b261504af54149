package io.jcompose.model.interpolate;

import io.jcompose.model.error.Problems;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import io.jcompose.model.yaml.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fills in the variables in a document's values; keys stay as they are. */
public final class Interpolator {
  /** How much text one document may grow to. */
  private static final int MAX_TOTAL = 16 * Template.MAX_LENGTH;

  private final Variables variables;
  private final Problems problems;
  private final Problems warnings;
  private int total;

  /** Creates an interpolator; variables that are not set are blank, with a warning. */
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
    return new InterpolatedDocument(map(TreePath.TOP, document));
  }

  private Node node(TreePath path, Node node) {
    if (node instanceof MapNode map) {
      return map(path, map);
    }
    if (node instanceof ListNode list) {
      List<Node> items = new ArrayList<>();
      for (Node item : list.items()) {
        items.add(node(path.item(items.size()), item));
      }
      return new ListNode(list.place(), items);
    }
    return scalar(path, (ScalarNode) node);
  }

  private MapNode map(TreePath path, MapNode map) {
    Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
    map.entries()
        .forEach(
            (key, entry) -> entries.put(key, entry.withValue(node(path.key(key), entry.value()))));
    return new MapNode(map.place(), entries);
  }

  private ScalarNode scalar(TreePath path, ScalarNode scalar) {
    if (scalar.text().indexOf('$') < 0) {
      return scalar;
    }
    try {
      String filled =
          new Template(variables::get, name -> warnUnset(path, scalar, name)).fill(scalar.text());
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
      problems.add(scalar.place(), path.toString(), e.what(), e.hint());
      return scalar;
    }
  }

  private void warnUnset(TreePath path, ScalarNode scalar, String name) {
    warnings.add(
        scalar.place(),
        path.toString(),
        "variable " + name + " is not set and counts as empty",
        "set it, or write a default as in '${" + name + ":-default}'");
  }
}
