package io.jcompose.model.load;

import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problems;
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
      String hint =
          ProjectName.normalised(name)
              .map(legal -> "did you mean '" + legal.value() + "'?")
              .orElse(HINT);
      problems.add(Place.wholeFile(origin), "", String.valueOf(e.getMessage()), hint);
      return NONE;
    }
  }

  private Optional<ProjectName> lastNamed(List<MapNode> documents) {
    return documents.stream()
        .map(document -> document.entries().get(KEY))
        .filter(entry -> entry != null && isGiven(entry.value()))
        .reduce((earlier, later) -> later)
        .map(this::named);
  }

  private static boolean isGiven(Node name) {
    return name instanceof ScalarNode scalar && !scalar.isNull() && !scalar.text().isEmpty();
  }

  /** Fills in variables of the name alone: the others may be made of it. */
  private ProjectName named(MapNode.Entry entry) {
    var inName = new Problems();
    // problems and warnings come up again when the whole document is filled in
    Node name =
        new Interpolator(variables, inName, new Problems())
            .interpolate(new MapNode(entry.value().place(), Map.of(KEY, entry)))
            .top()
            .get(KEY)
            .orElseThrow();
    Optional<ProjectName> normalised = ProjectName.normalised(((ScalarNode) name).text());
    if (normalised.isEmpty() && inName.found().isEmpty()) {
      problems.add(name.place(), KEY, "no project name can be made of " + name.description(), HINT);
    }
    return normalised.orElse(NONE);
  }
}
