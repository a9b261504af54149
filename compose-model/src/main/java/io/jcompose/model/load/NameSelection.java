package io.jcompose.model.load;

import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problems;
import io.jcompose.model.interpolate.InterpolatedDocument;
import io.jcompose.model.interpolate.Interpolator;
import io.jcompose.model.interpolate.Variables;
import io.jcompose.model.value.AbsolutePath;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Chooses the project's name: {@code -p}, {@code COMPOSE_PROJECT_NAME}, {@code name:} in the last
 * file that has one, the project directory's name, the working directory's name.
 */
final class NameSelection {
  private static final String KEY = "name";
  private static final String HINT =
      "use lower-case letters, digits, '-' and '_', and start with a letter or a digit";

  /** Stands in for a name that cannot be used, so that the files can be checked all the same. */
  private static final ProjectName NONE = new ProjectName("project");

  private final LoadRequest request;
  private final Variables variables;
  private final String projectDirectory;
  private final Problems problems;

  NameSelection(
      LoadRequest request, Variables variables, String projectDirectory, Problems problems) {
    this.request = request;
    this.variables = variables;
    this.projectDirectory = projectDirectory;
    this.problems = problems;
  }

  /** Returns the name; a stand-in after a problem. */
  ProjectName select(List<MapNode> documents) {
    return request
        .projectName()
        .map(name -> asItStands("--project-name", name))
        .or(
            () ->
                variables
                    .get("COMPOSE_PROJECT_NAME")
                    .filter(name -> !name.isEmpty())
                    .map(name -> asItStands("COMPOSE_PROJECT_NAME", name)))
        .or(() -> lastNamed(documents))
        .or(
            () ->
                Stream.of(projectDirectory, request.workingDirectory())
                    .flatMap(directory -> new AbsolutePath(directory).fileName().stream())
                    .flatMap(name -> ProjectName.normalised(name).stream())
                    .findFirst())
        .orElseGet(
            () -> {
              problems.add(
                  Place.wholeFile(projectDirectory),
                  "",
                  "no project name can be made of the directory's name",
                  "give one with --project-name or 'name:'");
              return NONE;
            });
  }

  private ProjectName asItStands(String origin, String name) {
    try {
      return new ProjectName(name);
    } catch (IllegalArgumentException e) {
      problems.add(Place.wholeFile(origin), "", String.valueOf(e.getMessage()), HINT);
      return NONE;
    }
  }

  private Optional<ProjectName> lastNamed(List<MapNode> documents) {
    Optional<ScalarNode> last =
        documents.stream()
            .map(this::nameIn)
            .flatMap(Optional::stream)
            .filter(name -> !name.isNull() && !name.text().isEmpty())
            .reduce((earlier, later) -> later);
    return last.map(
        name ->
            ProjectName.normalised(name.text())
                .orElseGet(
                    () -> {
                      problems.add(
                          name.place(),
                          KEY,
                          "no project name can be made of " + name.description(),
                          HINT);
                      return NONE;
                    }));
  }

  /** Fills in variables of the name alone: the others may be made of it. */
  private Optional<ScalarNode> nameIn(MapNode document) {
    MapNode.Entry entry = document.entries().get(KEY);
    if (entry == null || !(entry.value() instanceof ScalarNode)) {
      return Optional.empty();
    }
    // problems and warnings come up again when the whole document is filled in
    InterpolatedDocument filled =
        new Interpolator(variables, new Problems(), new Problems())
            .interpolate(new MapNode(document.place(), Map.of(KEY, entry)));
    Optional<Node> name = filled.top().get(KEY);
    return name.map(ScalarNode.class::cast);
  }
}
