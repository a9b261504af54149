package io.jcompose.model.load;

import io.jcompose.model.print.JsonText;
import io.jcompose.model.print.YamlText;
import io.jcompose.model.schema.ComposeSchema;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A loaded project as one Compose file: merged, interpolated, in long form, with absolute paths. It
 * loads again to an equal project.
 */
public final class ResolvedFile {
  private final ProjectName name;
  private final MapNode tree;

  ResolvedFile(ProjectName name, MapNode tree) {
    this.name = name;
    this.tree = tree;
  }

  /** Returns the project's name. */
  public ProjectName name() {
    return name;
  }

  /** Returns the whole project as a tree in long form. */
  MapNode tree() {
    return tree;
  }

  /** Returns the file as YAML, ending in a line break; every {@code $} is doubled. */
  public String toYaml() {
    return YamlText.of(printed(true));
  }

  /**
   * Returns the same as JSON, indented by two, ending in a line break: the tree that docker compose
   * prints. As there, extension keys are left out below the top.
   */
  public String toJson() {
    return JsonText.of(new JsonForm().of(printed(false)));
  }

  private MapNode printed(boolean extensions) {
    MapNode concise =
        new ComposeSchema()
            .concise(tree.without("version"), extensions)
            .with("name", new ScalarNode(tree.place(), name.value(), false));
    return new PrintedOrder().of((MapNode) escaped(concise));
  }

  /** Returns {@code node} with every dollar sign doubled, so that it is not filled in again. */
  private static Node escaped(Node node) {
    if (node instanceof MapNode map) {
      return map.mapped((key, value) -> escaped(value));
    }
    if (node instanceof ListNode list) {
      return new ListNode(list.place(), list.items().stream().map(ResolvedFile::escaped).toList());
    }
    var scalar = (ScalarNode) node;
    return scalar.text().indexOf('$') < 0
        ? scalar
        : new ScalarNode(scalar.place(), scalar.text().replace("$", "$$"), scalar.plain());
  }

  /** Returns the names of the active services, sorted. */
  public List<String> services() {
    return keysOf("services");
  }

  /** Returns the keys of the volumes that the active services use, sorted. */
  public List<String> volumes() {
    return keysOf("volumes");
  }

  /** Returns the keys of the networks that the active services use, sorted. */
  public List<String> networks() {
    return keysOf("networks");
  }

  /** Returns the keys of the models that the active services use, sorted. */
  public List<String> models() {
    return keysOf("models");
  }

  private List<String> keysOf(String key) {
    return tree.map(key).map(all -> List.copyOf(sorted(all.entries()))).orElse(List.of());
  }

  private static Set<String> sorted(Map<String, ?> entries) {
    return new TreeSet<>(entries.keySet());
  }

  /**
   * Returns the images of the active services, sorted, each once; one that is built and has no name
   * is called {@code PROJECT-SERVICE}.
   */
  public List<String> images() {
    Stream<String> images =
        services().stream()
            .flatMap(
                service ->
                    tree.map("services").flatMap(all -> all.map(service)).stream()
                        .flatMap(
                            found ->
                                found
                                    .text("image")
                                    .or(() -> found.map("build").map(build -> name + "-" + service))
                                    .stream()));
    return images.sorted().distinct().toList();
  }
}
