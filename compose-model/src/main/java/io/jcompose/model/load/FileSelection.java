package io.jcompose.model.load;

import io.jcompose.model.check.HostPaths;
import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problems;
import io.jcompose.model.interpolate.Variables;
import io.jcompose.model.value.AbsolutePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds out which Compose files are meant: {@code -f}, {@code COMPOSE_FILE}, or the usual names.
 */
final class FileSelection {
  private static final List<String> NAMES =
      List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");
  private static final List<String> OVERRIDES =
      List.of(
          "compose.override.yml",
          "compose.override.yaml",
          "docker-compose.override.yml",
          "docker-compose.override.yaml");

  private final Sources sources;
  private final LoadRequest request;
  private final HostPaths paths;
  private final Problems problems;
  private final Problems warnings;

  FileSelection(
      Sources sources, LoadRequest request, HostPaths paths, Problems problems, Problems warnings) {
    this.sources = sources;
    this.request = request;
    this.paths = paths;
    this.problems = problems;
    this.warnings = warnings;
  }

  /**
   * One Compose file.
   *
   * @param shown as the user gave it, for messages
   * @param path absolute, or {@link SourceReader#STANDARD_INPUT}
   */
  record ComposeFile(String shown, String path) {
    boolean isStandardInput() {
      return path.equals(SourceReader.STANDARD_INPUT);
    }
  }

  /** Returns the files in merge order; empty after a problem. */
  List<ComposeFile> select(Variables variables) {
    if (!request.files().isEmpty()) {
      return request.files().stream().map(this::named).toList();
    }
    Optional<String> list = variables.get("COMPOSE_FILE").filter(text -> !text.isBlank());
    if (list.isPresent()) {
      String separator =
          variables.get("COMPOSE_PATH_SEPARATOR").filter(text -> !text.isEmpty()).orElse(":");
      return Pattern.compile(separator, Pattern.LITERAL)
          .splitAsStream(list.get())
          .filter(file -> !file.isEmpty())
          .map(this::named)
          .toList();
    }
    return discover();
  }

  private ComposeFile named(String file) {
    return file.equals(SourceReader.STANDARD_INPUT)
        ? new ComposeFile("<stdin>", file)
        : new ComposeFile(file, paths.resolve(file));
  }

  private List<ComposeFile> discover() {
    String start = request.projectDirectory().map(paths::resolve).orElse(paths.directory());
    Optional<AbsolutePath> directory = Optional.of(new AbsolutePath(start));
    while (directory.isPresent()) {
      List<ComposeFile> files = new ArrayList<>();
      first(directory.get(), NAMES).ifPresent(files::add);
      if (!files.isEmpty()) {
        first(directory.get(), OVERRIDES).ifPresent(files::add);
        return files;
      }
      directory = directory.get().parent();
    }
    problems.add(
        Place.wholeFile(start),
        "",
        "there is no Compose file here or in a directory above",
        "name one with -f, or create compose.yaml");
    return List.of();
  }

  private Optional<ComposeFile> first(AbsolutePath directory, List<String> names) {
    List<String> found =
        names.stream()
            .map(name -> directory.resolve(name).value())
            .filter(sources::exists)
            .toList();
    if (found.size() > 1) {
      warnings.add(
          Place.wholeFile(shown(found.get(0))),
          "",
          "several files could be meant: " + String.join(", ", found) + "; this one is used",
          "remove the others, or name the files with -f");
    }
    return found.stream().findFirst().map(path -> new ComposeFile(shown(path), path));
  }

  private String shown(String path) {
    return path.startsWith(paths.directory() + "/")
        ? path.substring(paths.directory().length() + 1)
        : path;
  }
}
