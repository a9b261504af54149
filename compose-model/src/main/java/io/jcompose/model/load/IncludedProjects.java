package io.jcompose.model.load;

import io.jcompose.model.assemble.ContentVariables;
import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problems;
import io.jcompose.model.interpolate.EnvFileReader;
import io.jcompose.model.interpolate.Variables;
import io.jcompose.model.value.AbsolutePath;
import io.jcompose.model.value.HostPaths;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Loads what documents include: projects of their own, with a directory and variables of their own.
 *
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/14-include.md">include</a>
 */
final class IncludedProjects {
  /** How many files may include each other in a row: links can make the row endless. */
  private static final int MAX_DEPTH = 50;

  /** How many inclusions a project may come to: two in each of few files make very many. */
  private static final int MAX_INCLUSIONS = 2_000;

  private static final Pattern REMOTE =
      Pattern.compile("(?i)(https?|git|ssh|oci)://.*|git@.*|github\\.com/.*");
  private static final String NO_ENV_FILE = "/dev/null";

  private final ProjectFiles files;
  private final Sources sources;
  private final ContentVariables contents;
  private final Problems problems;
  private final Problems warnings;
  private int inclusions;

  IncludedProjects(
      ProjectFiles files,
      Sources sources,
      ContentVariables contents,
      Problems problems,
      Problems warnings) {
    this.files = files;
    this.sources = sources;
    this.contents = contents;
    this.problems = problems;
    this.warnings = warnings;
  }

  /** Returns all that {@code document}, in long form, includes as one tree; empty for nothing. */
  MapNode of(MapNode document, ProjectScope scope) {
    MapNode included = new MapNode(document.place(), Map.of());
    int position = 0;
    for (Node entry : document.items("include")) {
      if (entry instanceof MapNode map) {
        included = files.merged(included, project(map, "include[" + position + "]", scope));
      }
      position++;
    }
    return included;
  }

  private MapNode project(MapNode include, String path, ProjectScope scope) {
    List<Sources.Origin> origins = new ArrayList<>();
    List<String> paths = new ArrayList<>();
    for (Node item : include.items("path")) {
      String written = ((ScalarNode) item).text();
      if (REMOTE.matcher(written).matches()) {
        problems.add(
            item.place(),
            path,
            "including '" + written + "' from elsewhere is not supported by jcompose",
            "fetch it yourself, and include the file");
      } else {
        paths.add(scope.paths().resolve(written));
        origins.add(new Sources.Origin(item.place(), path));
      }
    }
    MapNode nothing = new MapNode(include.place(), Map.of());
    if (paths.isEmpty() || !mayGoOn(include.place(), path, paths.get(0), scope)) {
      return nothing;
    }
    HostPaths directory = scope.paths().in(directory(include, paths.get(0), scope));
    ProjectScope own =
        scope.included(directory, variables(include, path, directory, scope), paths.get(0));
    List<MapNode> documents = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      documents.addAll(files.read(paths.get(i), origins.get(i)));
    }
    MapNode tree = files.tree(documents, own).without("name").without("version");
    contents.include(tree, own.variables());
    return files.withEnvironments(tree, own);
  }

  private boolean mayGoOn(Place place, String path, String file, ProjectScope scope) {
    int entered = scope.inclusions().indexOf(file);
    if (entered >= 0) {
      List<String> circle = new ArrayList<>(scope.inclusions());
      circle.add(file);
      problems.add(
          place,
          path,
          "files include each other in a circle: "
              + circle.stream().skip(entered).map(files::shown).collect(Collectors.joining(" -> ")),
          "remove one of these includes");
      return false;
    }
    inclusions++;
    if (scope.inclusions().size() >= MAX_DEPTH || inclusions > MAX_INCLUSIONS) {
      problems.add(
          place,
          path,
          inclusions > MAX_INCLUSIONS
              ? "the project includes more than " + MAX_INCLUSIONS + " files"
              : "files include each other more than " + MAX_DEPTH + " deep",
          "include fewer files, and look for links that lead back");
      return false;
    }
    return true;
  }

  private static String directory(MapNode include, String firstFile, ProjectScope scope) {
    return include
        .text("project_directory")
        .map(scope.paths()::resolve)
        .orElseGet(() -> new AbsolutePath(firstFile).parent().map(AbsolutePath::value).orElse("/"));
  }

  private Variables variables(
      MapNode include, String path, HostPaths directory, ProjectScope scope) {
    Variables found = Variables.NONE;
    if (include.get("env_file").isEmpty()) {
      String usual = directory.resolve(".env");
      if (sources.exists(usual)) {
        found = envFile(usual, new Sources.Origin(include.place(), path), scope, found);
      }
    }
    for (Node item : include.items("env_file")) {
      String file = scope.paths().resolve(((ScalarNode) item).text());
      if (!file.equals(NO_ENV_FILE)) {
        found = envFile(file, new Sources.Origin(item.place(), path + ".env_file"), scope, found);
      }
    }
    return scope.variables().orElse(found);
  }

  private Variables envFile(
      String file, Sources.Origin origin, ProjectScope scope, Variables before) {
    Optional<byte[]> content = sources.read(file, EnvFileReader.MAX_BYTES, origin);
    return content
        .map(
            bytes ->
                new EnvFileReader(scope.variables().orElse(before), problems, warnings)
                    .read(file, bytes, EnvFileReader.Format.DOTENV)
                    .orElse(before))
        .orElse(before);
  }
}
