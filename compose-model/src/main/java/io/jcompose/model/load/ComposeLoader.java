package io.jcompose.model.load;

import io.jcompose.model.check.CheckContext;
import io.jcompose.model.check.CheckedProject;
import io.jcompose.model.check.CheckedService;
import io.jcompose.model.check.Checker;
import io.jcompose.model.check.HostPaths;
import io.jcompose.model.check.ReferenceCheck;
import io.jcompose.model.error.InvalidComposeFileException;
import io.jcompose.model.error.Problems;
import io.jcompose.model.interpolate.InterpolatedDocument;
import io.jcompose.model.interpolate.Interpolator;
import io.jcompose.model.interpolate.Variables;
import io.jcompose.model.load.FileSelection.ComposeFile;
import io.jcompose.model.merge.MergedTree;
import io.jcompose.model.merge.Merger;
import io.jcompose.model.project.Project;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.yaml.MapNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compose files to project: finds the files, then parses, interpolates, merges and checks them, a
 * phase a line.
 *
 * <p>Reads through a {@link SourceReader} only; safe to call from several threads if the reader is.
 */
public final class ComposeLoader {
  private final SourceReader reader;

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
    var problems = new Problems();
    var warnings = new Problems();
    var sources = new Sources(reader, problems);
    var home = Optional.ofNullable(request.environment().get("HOME")).filter(h -> !h.isEmpty());
    var here = new HostPaths(request.workingDirectory(), home);
    var variableSources = new VariableSources(sources, request, here, problems, warnings);

    var selection = new FileSelection(sources, request, here, problems, warnings);
    List<ComposeFile> files = selection.select(variableSources.beforeFiles());
    String directory = selection.projectDirectory(files);
    Variables variables = variableSources.ofProject(directory);
    var documents = new DocumentReader(sources, problems);
    List<MapNode> raw = documents.read(files);
    ProjectName name = new NameSelection(request, variables, directory, problems).select(raw);
    Variables known = new Variables(Map.of("COMPOSE_PROJECT_NAME", name.value())).orElse(variables);

    var interpolator = new Interpolator(known, problems, warnings);
    List<InterpolatedDocument> filled = raw.stream().map(interpolator::interpolate).toList();
    MergedTree merged = new Merger(problems).merge(filled);
    var context = new CheckContext(name, here.in(directory), known);
    CheckedProject checked = new Checker(context, problems, warnings).check(merged);
    List<CheckedService> active = new ProfileSelection(request, known).select(checked.services());
    if (documents.areComplete()) {
      new ReferenceCheck(checked, active, problems).check();
    }
    var services = new ServiceAssembly(sources, known, problems, warnings).assemble(active);
    if (!problems.found().isEmpty()) {
      throw new InvalidComposeFileException(InFileOrder.of(problems.found(), files));
    }

    Project project =
        new Project(
            name,
            directory,
            files.stream().map(ComposeFile::path).toList(),
            services,
            UsedVolumes.of(services.values(), checked.volumes()),
            checked.topology());
    return new LoadedProject(project, warnings.found(), new ResolvedFile(project, merged));
  }
}
