package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import io.jcompose.model.load.SourceReader;
import io.jcompose.model.value.ProjectName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The files that the commands of {@code jcompose kube} take, and the project that they are. */
final class ManifestArguments {
  private static final String FALLBACK = "kube";

  private final Supplier<List<String>> files;

  ManifestArguments(Syntax syntax) {
    files = syntax.oneOrMoreArguments("FILE", "Files of manifests; '-' is standard input.");
  }

  /** Returns the files, in order. */
  List<String> files() {
    return files.get();
  }

  /**
   * Returns the project's name where neither {@code -p} nor {@code COMPOSE_PROJECT_NAME} gives one:
   * that of the first file, without its ending.
   */
  ProjectName nameOfFile() {
    String first = files.get().get(0);
    Optional<String> stem =
        first.equals(SourceReader.STANDARD_INPUT)
            ? Optional.empty()
            : Optional.ofNullable(Path.of(first).getFileName())
                .map(name -> name.toString().replaceAll("\\.(ya?ml|json)$", ""));
    return stem.flatMap(ProjectName::normalised).orElseGet(() -> new ProjectName(FALLBACK));
  }

  /**
   * Returns the project's name; reads no file.
   *
   * @throws UsageFailure if {@code COMPOSE_PROJECT_NAME} is not a legal name
   */
  ProjectName name(Tools tools) {
    Optional<String> ofEnvironment =
        Optional.ofNullable(tools.environment().get("COMPOSE_PROJECT_NAME"))
            .filter(name -> !name.isEmpty());
    return tools
        .options()
        .projectName()
        .or(() -> ofEnvironment.map(ManifestArguments::legal))
        .orElseGet(this::nameOfFile);
  }

  private static ProjectName legal(String name) {
    try {
      return new ProjectName(name);
    } catch (IllegalArgumentException e) {
      throw new UsageFailure(
          "COMPOSE_PROJECT_NAME: " + e.getMessage(), "set it to another name, or unset it");
    }
  }
}
