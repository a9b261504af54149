package io.jcompose.model.load;

import io.jcompose.model.merge.MergedTree;
import io.jcompose.model.print.JsonText;
import io.jcompose.model.print.YamlText;
import io.jcompose.model.project.Project;
import io.jcompose.model.value.ServiceName;
import java.util.List;

/**
 * A loaded project as one Compose file: merged, interpolated, in long form, with absolute paths. It
 * loads again to an equal project.
 */
public final class ResolvedFile {
  private final Project project;
  private final MergedTree tree;

  ResolvedFile(Project project, MergedTree tree) {
    this.project = project;
    this.tree = tree;
  }

  /** Returns the file as YAML, ending in a line break; every {@code $} is doubled. */
  public String toYaml() {
    return YamlText.of(new ResolvedTree(project, tree).top());
  }

  /** Returns the same as JSON, indented by two, ending in a line break. */
  public String toJson() {
    return JsonText.of(new ResolvedTree(project, tree).top());
  }

  /** Returns the names of the active services, sorted. */
  public List<String> services() {
    return project.services().keySet().stream().map(ServiceName::value).sorted().toList();
  }

  /** Returns the keys of the volumes that the active services use, sorted. */
  public List<String> volumes() {
    return project.volumes().keySet().stream().sorted().toList();
  }

  /** Returns the images of the active services, sorted, each once. */
  public List<String> images() {
    return project.services().values().stream()
        .map(service -> service.image().value())
        .sorted()
        .distinct()
        .toList();
  }
}
