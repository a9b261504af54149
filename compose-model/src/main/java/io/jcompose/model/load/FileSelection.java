package io.jcompose.model.load;

import io.jcompose.model.error.NearestName;
import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problems;
import io.jcompose.model.interpolate.Variables;
import io.jcompose.model.value.AbsolutePath;
import io.jcompose.model.value.HostPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds out which Compose files are meant: {@code -f}, {@code COMPOSE_FILE}, or the usual names in
 * the working directory or the nearest one above that has them.
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
  private final ShownPaths shown;
  private final Problems problems;
  private final Problems warnings;

  FileSelection(
      Sources sources, LoadRequest request, HostPaths paths, Problems problems, Problems warnings) {
    this.sources = sources;
    this.request = request;
    this.paths = paths;
    this.shown = new ShownPaths(paths.directory());
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
    List<String> names = named(variables);
    if (names.isEmpty()) {
      return discover();
    }
    if (names.stream().filter(SourceReader.STANDARD_INPUT::equals).count() > 1) {
      problems.add(
          Place.wholeFile("<stdin>"),
          "",
          "the standard input is named more than once, and can be read only once",
          "name '-' once");
      return List.of();
    }
    return names.stream().map(this::named).toList();
  }

  /**
   * Returns the directory that relative paths of the files start at: the one asked for, else that
   * of the first of {@code files} which has one, else the working directory.
   */
  String projectDirectory(List<ComposeFile> files) {
    Optional<String> asked = request.projectDirectory().map(paths::resolve);
    asked
        .filter(sources::exists)
        .ifPresent(
            file ->
                problems.add(
                    Place.wholeFile("--project-directory"),
                    "",
                    file + " is a file, not a directory",
                    "name the directory that it is in"));
    return asked
        .or(() -> files.stream().flatMap(FileSelection::directory).findFirst())
        .orElse(paths.directory());
  }

  private static Stream<String> directory(ComposeFile file) {
    return file.isStandardInput()
        ? Stream.empty()
        : new AbsolutePath(file.path()).parent().map(AbsolutePath::value).stream();
  }

  private List<String> named(Variables variables) {
    if (!request.files().isEmpty()) {
      return request.files();
    }
    String separator =
        variables.get("COMPOSE_PATH_SEPARATOR").filter(text -> !text.isEmpty()).orElse(":");
    return Pattern.compile(separator, Pattern.LITERAL)
        .splitAsStream(variables.get("COMPOSE_FILE").orElse(""))
        .filter(file -> !file.isBlank())
        .toList();
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
        hintIfNone(start));
    return List.of();
  }

  /** A file called almost so, such as {@code podman-compose.yaml}, is most likely the one meant. */
  private String hintIfNone(String start) {
    String example =
        sources.names(start).stream()
            .filter(name -> NearestName.of(name, NAMES).isPresent())
            .findFirst()
            .map(name -> ", as in '-f " + name + "'")
            .orElse("");
    return "name one with -f" + example + ", or create compose.yaml";
  }

  private Optional<ComposeFile> first(AbsolutePath directory, List<String> names) {
    List<String> found =
        names.stream()
            .map(name -> directory.resolve(name).value())
            .filter(sources::exists)
            .toList();
    if (found.size() > 1) {
      warnings.add(
          Place.wholeFile(shown.of(found.get(0))),
          "",
          "several files could be meant: "
              + found.stream().map(shown::of).collect(Collectors.joining(", "))
              + "; this one is used",
          "remove the others, or name the files with -f");
    }
    return found.stream().findFirst().map(path -> new ComposeFile(shown.of(path), path));
  }
}
