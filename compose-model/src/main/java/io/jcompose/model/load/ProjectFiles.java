package io.jcompose.model.load;

import io.jcompose.model.assemble.ContentVariables;
import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problems;
import io.jcompose.model.interpolate.Interpolator;
import io.jcompose.model.interpolate.UsedVariable;
import io.jcompose.model.interpolate.UsedVariables;
import io.jcompose.model.load.FileSelection.ComposeFile;
import io.jcompose.model.schema.ComposeSchema;
import io.jcompose.model.schema.Findings;
import io.jcompose.model.schema.PortBudget;
import io.jcompose.model.schema.SchemaContext;
import io.jcompose.model.schema.SchemaContext.PathResolution;
import io.jcompose.model.value.HostPaths;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes one tree in long form of the files of a project, with all that they include and extend.
 *
 * <p>Documents are taken one after another. What a document includes comes before it, and so does
 * each service that one of its own extends: {@code !reset} and {@code !override} in it then reach
 * both that and the documents before.
 */
final class ProjectFiles {
  private static final String SERVICES = "services";

  private final ComposeSchema schema;
  private final LoadOptions options;
  private final HostPaths directory;
  private final ShownPaths shownPaths;
  private final Problems problems;
  private final Problems warnings;
  private final DocumentReader documents;
  private final IncludedProjects inclusions;
  private final FileNames fileNames = new FileNames();
  private final PortBudget ports = new PortBudget();

  /**
   * Creates the files of one project.
   *
   * @param directory what paths of the project are relative to
   * @param contents told of the variables of included projects
   */
  ProjectFiles(
      ComposeSchema schema,
      Sources sources,
      LoadOptions options,
      HostPaths directory,
      ShownPaths shownPaths,
      ContentVariables contents,
      Problems problems,
      Problems warnings) {
    this.schema = schema;
    this.options = options;
    this.directory = directory;
    this.shownPaths = shownPaths;
    this.problems = problems;
    this.warnings = warnings;
    this.documents = new DocumentReader(sources, problems);
    this.inclusions = new IncludedProjects(this, sources, contents, problems, warnings);
  }

  /** Returns the documents of {@code files} as they are written. */
  List<MapNode> read(List<ComposeFile> files) {
    return documents.read(files);
  }

  /** Returns the documents of {@code files}, which are manifests of Kubernetes. */
  List<Node> readManifests(List<ComposeFile> files) {
    return documents.readManifests(files);
  }

  /** Returns the documents of a file that another file names. */
  List<MapNode> read(String path, Sources.Origin origin) {
    return documents.read(path, shown(path), origin);
  }

  /** Returns the documents of a text that the command line stands for. */
  List<MapNode> addition(String text) {
    return documents.ofText(text, "command line");
  }

  /** Returns a file's path as problems of it name it. */
  String shown(String path) {
    return shownPaths.of(path);
  }

  /** Returns whether every file could be used, so that what is not there is really missing. */
  boolean areComplete() {
    return documents.areComplete();
  }

  /** Returns {@code later} merged into {@code base}. */
  MapNode merged(MapNode base, MapNode later) {
    return schema.merge(base, later);
  }

  /** Returns one tree for all of {@code raw}, the documents of one project in order. */
  MapNode tree(List<MapNode> raw, ProjectScope scope) {
    MapNode tree = new MapNode(Place.wholeFile(""), Map.of());
    for (MapNode document : raw) {
      MapNode own = schema.canonical(filled(document, scope), context(scope, true));
      MapNode included = inclusions.of(own, scope);
      var extension = new ExtendedServices(this, schema, problems, scope);
      MapNode bases = extension.of(own, included);
      tree = schema.merge(tree, included);
      tree = schema.merge(tree, bases);
      tree = schema.merge(tree, extension.withoutExtends(own, bases).without("include"));
    }
    if (tree.map(SERVICES).isPresent()) {
      raw.forEach(this::mustNameServices);
    }
    return withBuildContexts(tree, scope);
  }

  /** Other files may name the services, but then 'services:' is to be left out. */
  private void mustNameServices(MapNode document) {
    MapNode.Entry entry = document.entries().get(SERVICES);
    if (entry != null && entry.value().isNull()) {
      problems.add(
          entry.keyPlace(),
          SERVICES,
          "'services' has no value",
          "name a service below it, or remove it");
    }
  }

  /** Returns {@code tree} with builds that take the project's directory unless they say another. */
  private MapNode withBuildContexts(MapNode tree, ProjectScope scope) {
    if (!options.normalize() || tree.map(SERVICES).isEmpty()) {
      return tree;
    }
    return tree.with(
        SERVICES,
        tree.map(SERVICES)
            .get()
            .mapped(
                (name, node) ->
                    node instanceof MapNode service && service.map("build").isPresent()
                        ? service.with("build", withContext(service.map("build").get(), scope))
                        : node));
  }

  private MapNode withContext(MapNode build, ProjectScope scope) {
    return build.text("context").isPresent()
        ? build
        : build.with("context", new ScalarNode(build.place(), shown(scope), false));
  }

  /** Returns the directory of {@code scope} as paths are to be written. */
  private String shown(ProjectScope scope) {
    return paths(scope, false).resolve(".");
  }

  /** Returns {@code tree} with variables that services name without a value, as far as known. */
  MapNode withEnvironments(MapNode tree, ProjectScope scope) {
    return new ValueLessVariables(scope.variables(), options).inEnvironments(tree);
  }

  /**
   * Returns {@code document} with its variables filled in; only where it names further files, if no
   * more is asked for.
   */
  MapNode filled(MapNode document, ProjectScope scope) {
    var interpolator = new Interpolator(scope.variables(), problems, warnings);
    return options.interpolate()
        ? interpolator.interpolate(document).top()
        : fileNames.filled(document, interpolator);
  }

  /** Returns variables that nobody asked to fill in: those of {@code tree}, and of file names. */
  List<UsedVariable> variables(MapNode tree) {
    return UsedVariables.in(Stream.concat(fileNames.seen().stream(), Stream.of(tree)).toList());
  }

  /** An absolute path stays as it is written. */
  private static String absolute(String path, ProjectScope scope) {
    return path.startsWith("/") ? path : scope.paths().resolve(path);
  }

  /**
   * Returns what to write out documents of {@code scope} with.
   *
   * @param own whether they are the project's own files, whose paths may be left as they are
   */
  SchemaContext context(ProjectScope scope, boolean own) {
    return new SchemaContext(
        new Findings(problems, warnings), paths(scope, own), options.interpolate(), ports);
  }

  private PathResolution paths(ProjectScope scope, boolean own) {
    PathResolution resolution =
        options.resolvePaths()
            ? path -> absolute(path, scope)
            : own && scope.inclusions().isEmpty()
                ? PathResolution.NONE
                : path -> scope.paths().rewrite(path, directory.directory());
    return options.interpolate() || resolution == PathResolution.NONE
        ? resolution
        : path -> path.indexOf('$') < 0 ? resolution.resolve(path) : template(path, resolution);
  }

  /** What starts with a variable may be absolute; slashes and dots of variables are not ours. */
  private static String template(String path, PathResolution resolution) {
    boolean relative = "$/~".indexOf(path.charAt(0)) < 0;
    String below = path.startsWith("./") ? path.substring(2) : path;
    return relative ? resolution.resolve(".") + "/" + below : path;
  }

  /** Returns the absolute path of a file that a document in long form names. */
  String file(String named) {
    return directory.resolve(named);
  }
}
