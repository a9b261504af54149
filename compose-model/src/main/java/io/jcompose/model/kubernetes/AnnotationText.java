package io.jcompose.model.kubernetes;

import io.jcompose.model.error.Problems;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import io.jcompose.model.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads JSON that stands in annotations, for what Kubernetes has no field for. */
final class AnnotationText {
  private AnnotationText() {}

  /** Returns the object that {@code annotation} writes; empty after a problem. */
  static Optional<MapNode> object(Element annotation, String example) {
    Optional<MapNode> map =
        read(annotation).filter(MapNode.class::isInstance).map(MapNode.class::cast);
    if (map.isEmpty()) {
      annotation.problem("is not a JSON object", "write it as in '" + example + "'");
    }
    return map;
  }

  /** Returns the texts of the list that {@code annotation} writes; empty after a problem. */
  static Optional<List<String>> list(Element annotation) {
    Optional<List<String>> texts =
        read(annotation)
            .filter(ListNode.class::isInstance)
            .map(
                list ->
                    ((ListNode) list)
                        .items().stream()
                            .filter(ScalarNode.class::isInstance)
                            .map(item -> ((ScalarNode) item).text())
                            .toList());
    if (texts.isEmpty()) {
      annotation.problem("is not a JSON list", "write it as in '[\"127.0.0.1:8080:80\"]'");
    }
    return texts;
  }

  /** JSON is YAML, too. */
  private static Optional<Node> read(Element annotation) {
    Problems problems = new Problems();
    List<Node> read =
        new YamlReader("", problems)
            .readAny(annotation.text().orElse("").getBytes(StandardCharsets.UTF_8));
    return read.size() == 1 && problems.found().isEmpty()
        ? Optional.of(read.get(0))
        : Optional.empty();
  }
}
