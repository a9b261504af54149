package io.jcompose.model.load;

import io.jcompose.model.assemble.ContentVariables;
import io.jcompose.model.assemble.ProjectAssembly;
import io.jcompose.model.check.ReferenceCheck;
import io.jcompose.model.error.InvalidComposeFileException;
import io.jcompose.model.error.Problems;
import io.jcompose.model.interpolate.Variables;
import io.jcompose.model.kubernetes.Manifests;
import io.jcompose.model.kubernetes.Manifests.Translated;
import io.jcompose.model.load.FileSelection.ComposeFile;
import io.jcompose.model.schema.ComposeSchema;
import io.jcompose.model.schema.Findings;
import io.jcompose.model.schema.SchemaContext;
import io.jcompose.model.value.HostPaths;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.yaml.MapNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compose files to project: finds the files, then parses, interpolates, writes out, merges, checks
 * and completes them, a phase a line.
 *
 * <p>Reads through a {@link SourceReader} only; safe to call from several threads if the reader is.
 * A program that wants to know what a project consists of does it so:
 *
 * <pre>{@code
 * import io.jcompose.model.error.JcomposeException;
 * import io.jcompose.model.files.FileSourceReader;
 * import io.jcompose.model.load.ComposeLoader;
 * import io.jcompose.model.load.LoadRequest;
 * import io.jcompose.model.project.Project;
 * import io.jcompose.model.project.Service;
 *
 * class Images {
 *   public static void main(String[] arguments) {
 *     ComposeLoader loader = new ComposeLoader(new FileSourceReader());
 *     LoadRequest request = LoadRequest.in(arguments[0], System.getenv());
 *     try {
 *       Project project = loader.load(request).project();
 *       for (Service service : project.services().values()) {
 *         service.image().ifPresent(image -> System.out.println(service.name() + ": " + image));
 *       }
 *     } catch (JcomposeException e) {
 *       System.err.println(e.getMessage());
 *       System.exit(1);
 *     }
 *   }
 * }
 * }</pre>
 */
public final class ComposeLoader {
  private final SourceReader reader;
  private final ComposeSchema schema = new ComposeSchema();

  /** Creates a loader that reads files through {@code reader}. */
  public ComposeLoader(SourceReader reader) {
    this.reader = reader;
  }

  /**
   * Returns the project that {@code request} describes.
   *
   * @throws InvalidComposeFileException with everything that is wrong, in all files
   */
  public LoadedProject load(LoadRequest request) {
    LoadOptions options = request.options();
    var problems = new Problems();
    var warnings = new Problems();
    var sources = new Sources(reader, problems);
    var home = Optional.ofNullable(request.environment().get("HOME")).filter(h -> !h.isEmpty());
    var here = new HostPaths(request.workingDirectory(), home);
    var variableSources = new VariableSources(sources, request, here, problems, warnings);

    var selection = new FileSelection(sources, request, here, problems, warnings);
    List<ComposeFile> files = selection.select(variableSources.beforeFiles());
    HostPaths paths = here.in(selection.projectDirectory(files));
    Variables variables = variableSources.ofProject(paths.directory());
    var contents = new ContentVariables();
    var projectFiles =
        new ProjectFiles(
            schema,
            sources,
            options,
            paths,
            new ShownPaths(request.workingDirectory()),
            contents,
            problems,
            warnings);
    Optional<Translated> manifests =
        options
            .manifests()
            .map(
                choices ->
                    new Manifests(choices, this::honours, new KnownHostFiles(reader))
                        .translate(projectFiles.readManifests(files), problems, warnings));
    List<MapNode> raw =
        manifests.isPresent() ? List.of(manifests.get().document()) : projectFiles.read(files);
    manifests.ifPresent(translated -> contents.give(translated.contents()));
    Meaning meaning = new Meaning(files, manifests.map(Translated::paths));
    ProjectName name =
        new NameSelection(request, variables, paths.directory(), problems).select(raw);
    Variables known = new Variables(Map.of("COMPOSE_PROJECT_NAME", name.value())).orElse(variables);
    contents.ofProject(known);

    List<MapNode> documents = new ArrayList<>(raw);
    options.addition().map(projectFiles::addition).ifPresent(documents::addAll);
    MapNode merged = projectFiles.tree(documents, new ProjectScope(paths, known, List.of()));
    var findings = new Findings(problems, warnings);
    schema.checkWhole(merged, SchemaContext.asIs(findings, options.interpolate()));
    MapNode resolved = new ValueLessVariables(known, options).resolved(merged);
    MapNode whole = options.normalize() ? new Normalization(name).normalized(resolved) : resolved;
    var services = new ActiveServices(whole);
    Set<String> active =
        options.interpolate()
            ? services.ofProfiles(ProfileSelection.select(request, known), request.services())
            : Set.copyOf(services.names());
    if (options.checkConsistency()) {
      schema.checkConsistency(
          new ActiveServices(merged).only(active), SchemaContext.asIs(findings, true));
    }
    if (options.checkConsistency() && projectFiles.areComplete()) {
      new ReferenceCheck(whole, active, problems).check();
    }
    MapNode selected = services.only(active);
    MapNode used = options.allResources() ? selected : new ActiveServices(selected).withoutUnused();
    MapNode meant =
        options.onlyNamed() && !request.services().isEmpty()
            ? new ActiveServices(used).onlyNeededBy(request.services())
            : used;
    MapNode complete =
        options.resolveEnvironment()
            ? new ServiceFiles(sources, paths, known, problems, warnings).read(meant)
            : meant;
    if (!problems.found().isEmpty()) {
      // whoever mends these has to mend the values next that no engine accepts
      schema.checkDemands(
          complete,
          SchemaContext.asIs(new Findings(problems, new Problems()), options.interpolate()));
      throw new InvalidComposeFileException(meaning.of(problems.found()));
    }
    return new LoadedProject(
        options,
        new ProjectAssembly(name, paths.directory(), filePaths(files), contents),
        options.interpolate()
            ? ResolvedFile.interpolated(name, complete)
            : ResolvedFile.template(name, complete, projectFiles.variables(complete)),
        new RunCheck(schema, complete, meaning, options.interpolate()),
        services,
        known,
        meaning,
        warnings.found());
  }

  private boolean honours(String key) {
    return schema.rows().stream()
        .anyMatch(row -> row.path().equals(key) && row.support().equals("honoured"));
  }

  private static List<String> filePaths(List<ComposeFile> files) {
    return files.stream().map(ComposeFile::path).toList();
  }
}
