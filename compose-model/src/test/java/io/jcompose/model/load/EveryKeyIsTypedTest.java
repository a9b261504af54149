package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.assemble.ContentVariables;
import io.jcompose.model.assemble.ProjectAssembly;
import io.jcompose.model.project.Project;
import io.jcompose.model.schema.ComposeSchema;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * That a key is read is seen when it is taken away: the typed project must then be another one. A
 * new row of the schema fails here until it has a place in the model.
 */
class EveryKeyIsTypedTest {
  /** Keys that loading has acted on and that are not in its result, with those below them. */
  private static final Set<String> USED_UP =
      Set.of(
          "version",
          "name",
          "include",
          "services.*.env_file",
          "services.*.extends",
          "services.*.label_file",
          // the old way of writing the name beside it
          "networks.*.external.name",
          "volumes.*.external.name",
          "configs.*.external.name",
          "secrets.*.external.name");

  private static final MapNode TREE = EveryKey.loaded().resolved().tree();

  static Stream<String> keys() {
    return new ComposeSchema()
        .rows().stream()
            .map(ComposeSchema.Row::path)
            .filter(
                path ->
                    USED_UP.stream()
                        .noneMatch(used -> (path + ".").replace("[]", "").startsWith(used + ".")));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void withoutTheKeyTheTypedProjectIsAnother(String path) {
    MapNode without = (MapNode) without(TREE, List.of(path.replace("[]", ".[]").split("\\.")));

    // booleans, because nobody reads two whole trees in a message
    assertThat(without.equals(TREE)).as("every-key.yaml lacks %s", path).isFalse();
    assertThat(project(without).equals(project(TREE))).as("%s is not read", path).isFalse();
  }

  @Test
  void theSameTreeIsTheSameProject() {
    assertThat(project(TREE)).isPresent().isEqualTo(project(TREE));
  }

  /** Returns the project; empty if the tree lacks what the assembly cannot do without. */
  private static Optional<Project> project(MapNode tree) {
    try {
      var assembly =
          new ProjectAssembly(
              new ProjectName("shop"),
              "/srv/shop",
              List.of("/srv/shop/c.yaml"),
              new ContentVariables());
      return Optional.of(assembly.project(tree));
    } catch (NoSuchElementException e) {
      return Optional.empty();
    }
  }

  /** Returns {@code node} without what stands at {@code path}, wherever that fits. */
  private static Node without(Node node, List<String> path) {
    String step = path.get(0);
    List<String> rest = path.subList(1, path.size());
    if (node instanceof ListNode list && step.equals("[]")) {
      return new ListNode(
          list.place(), list.items().stream().map(item -> without(item, rest)).toList());
    }
    if (!(node instanceof MapNode map)) {
      return node;
    }
    if (rest.isEmpty()) {
      return map.without(step);
    }
    return map.mapped(
        (key, value) -> step.equals("*") || step.equals(key) ? without(value, rest) : value);
  }
}
