package io.jcompose.model.yaml;

import io.jcompose.model.error.Problems;
import java.util.List;
import java.util.Map;

/**
 * What {@code <<} adds to a map: the entries of a map or of several, where the map has no entry of
 * its own; of several the first wins. Lists are never joined.
 *
 * @see <a href="https://yaml.org/type/merge.html">the merge key</a>
 */
final class MergeKey {
  private final Problems problems;

  MergeKey(Problems problems) {
    this.problems = problems;
  }

  void mergeInto(Map<String, MapNode.Entry> own, Node source, TreePath path) {
    List<Node> sources = source instanceof ListNode list ? list.items() : List.of(source);
    for (Node each : sources) {
      if (each instanceof MapNode map) {
        map.entries().forEach(own::putIfAbsent);
      } else {
        problems.add(
            each.place(),
            path.toString(),
            "'<<' takes a map or a list of maps, not " + each.description(),
            "refer to an anchored map, as in '<<: *common'");
      }
    }
  }
}
