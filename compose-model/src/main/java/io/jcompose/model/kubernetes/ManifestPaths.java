package io.jcompose.model.kubernetes;

import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problem;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.TreePath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What stands where in manifests. Later phases know the Compose document only that became of them:
 * their problems have the right places, and get the right paths here.
 */
public final class ManifestPaths {
  private static final Pattern OF_COMPOSE =
      Pattern.compile("(services|networks|volumes|configs|secrets)(\\..*)?");

  private final Map<Place, TreePath> paths = new HashMap<>();

  private ManifestPaths() {}

  static ManifestPaths of(List<Node> documents) {
    var paths = new ManifestPaths();
    documents.forEach(document -> paths.add(document, TreePath.TOP));
    return paths;
  }

  private void add(Node node, TreePath path) {
    // of nodes at one place the outermost is meant, such as the map and not its first key's value
    paths.putIfAbsent(node.place(), path);
    if (node instanceof MapNode map) {
      map.entries().forEach((key, entry) -> add(entry.value(), path.key(key)));
    } else if (node instanceof ListNode list) {
      for (int i = 0; i < list.items().size(); i++) {
        add(list.items().get(i), path.item(i));
      }
    }
  }

  /**
   * Returns {@code problem}, if its path is one of the Compose document, with that of what stands
   * at its place in a manifest.
   */
  public Problem inManifest(Problem problem) {
    TreePath path = paths.get(problem.place());
    return path == null || !OF_COMPOSE.matcher(problem.path()).matches()
        ? problem
        : new Problem(problem.place(), path.toString(), problem.message(), problem.hint());
  }
}
