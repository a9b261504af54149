package io.jcompose.model.load;

import io.jcompose.model.assemble.ProjectAssembly;
import io.jcompose.model.error.InvalidComposeFileException;
import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problem;
import io.jcompose.model.interpolate.Variables;
import io.jcompose.model.project.Project;
import io.jcompose.model.yaml.MapNode;
import java.util.List;
import java.util.stream.Stream;

/** What came out of loading. Holds values only, so safe to use from any thread. */
public final class LoadedProject {
  private final LoadOptions options;
  private final ProjectAssembly assembly;
  private final ResolvedFile resolved;
  private final RunCheck runCheck;
  private final ActiveServices services;
  private final Variables variables;
  private final Meaning meaning;
  private final List<Problem> warnings;

  LoadedProject(
      LoadOptions options,
      ProjectAssembly assembly,
      ResolvedFile resolved,
      RunCheck runCheck,
      ActiveServices services,
      Variables variables,
      Meaning meaning,
      List<Problem> warnings) {
    this.options = options;
    this.assembly = assembly;
    this.resolved = resolved;
    this.runCheck = runCheck;
    this.services = services;
    this.variables = variables;
    this.meaning = meaning;
    this.warnings = List.copyOf(warnings);
  }

  /** Returns the project as one file, for {@code jcompose config}. */
  public ResolvedFile resolved() {
    return resolved;
  }

  /** Returns the names of all services of the files, active or not, sorted. */
  public List<String> serviceNames() {
    return services.names();
  }

  /** Returns the profiles of all services of the files, active or not, sorted. */
  public List<String> profiles() {
    return services.profiles();
  }

  /** Returns the variables that were there to be filled in; often secrets are among them. */
  public Variables variables() {
    return variables;
  }

  /**
   * Returns the project as typed values, keys included that jcompose does not honour: a caller that
   * wants to run it asks {@link #runnable()}.
   *
   * @throws InvalidComposeFileException if it has a value that no engine accepts, such as an image
   *     name in capitals
   * @throws IllegalStateException if a phase of loading was left out: the values are then not what
   *     their types promise
   */
  public Project project() {
    mustBeLoadedWhole();
    throwIfAny(runCheck.illegal());
    return assembly.project(resolved.tree());
  }

  /**
   * Returns the project, ready to be planned and run.
   *
   * @throws InvalidComposeFileException with every value that no engine accepts and every key that
   *     jcompose does not honour
   */
  public Project runnable() {
    throwIfAny(
        Stream.concat(runCheck.illegal().stream(), runCheck.unsupported().stream()).toList());
    mustBeLoadedWhole();
    return assembly.project(resolved.tree());
  }

  /**
   * Returns where the key stands that {@code keys} lead to from the top, such as {@code services},
   * {@code web}, {@code ulimits}; where there is none, the place of the last of them that is there.
   */
  public Place place(String... keys) {
    MapNode map = resolved.tree();
    Place place = map.place();
    for (String key : keys) {
      MapNode.Entry entry = map.entries().get(key);
      if (entry == null) {
        return place;
      }
      place = entry.keyPlace();
      if (!(entry.value() instanceof MapNode below)) {
        return place;
      }
      map = below;
    }
    return place;
  }

  /**
   * Returns what loading itself warns of, whatever becomes of the project; see {@link #warnings}.
   */
  public List<Problem> warningsOfLoading() {
    return warnings;
  }

  private void mustBeLoadedWhole() {
    if (!options.leftOut().isEmpty()) {
      throw new IllegalStateException(
          "a project loaded without " + options.leftOut() + " can only be looked at");
    }
  }

  private static void throwIfAny(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new InvalidComposeFileException(problems);
    }
  }

  /**
   * Returns what the user should know but need not mend, in the order it was found; nobody has
   * printed it yet.
   */
  public List<Problem> warnings() {
    return meaning.inTerms(
        Stream.concat(warnings.stream(), runCheck.withoutEffect().stream()).toList());
  }

  /**
   * Returns {@code problems}, which a later phase found in the project, in terms of the files that
   * it was loaded from.
   */
  public List<Problem> inTermsOfFiles(List<Problem> problems) {
    return meaning.inTerms(problems);
  }
}
