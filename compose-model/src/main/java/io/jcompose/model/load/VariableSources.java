package io.jcompose.model.load;

import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problems;
import io.jcompose.model.interpolate.EnvFileReader;
import io.jcompose.model.interpolate.Variables;
import io.jcompose.model.value.HostPaths;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gathers the project's variables: the shell's own, then those of the env files.
 *
 * <p>Of files that are named the later wins. Of {@code .env} in two directories the one wins in
 * which the search for Compose files starts: variables such as {@code COMPOSE_FILE} count there.
 */
final class VariableSources {
  private static final String DEFAULT_FILE = ".env";

  /** What docker compose, as Go's {@code strconv.ParseBool}, takes for true and for false. */
  private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "True", "TRUE");

  private static final Set<String> FALSE = Set.of("", "0", "f", "F", "false", "False", "FALSE");

  private final Sources sources;
  private final LoadRequest request;
  private final HostPaths paths;
  private final Variables shell;
  private final Problems problems;
  private final Problems warnings;

  VariableSources(
      Sources sources, LoadRequest request, HostPaths paths, Problems problems, Problems warnings) {
    this.sources = sources;
    this.request = request;
    this.paths = paths;
    this.shell = new Variables(request.environment());
    this.problems = problems;
    this.warnings = warnings;
  }

  /** Returns the variables that decide which Compose files are meant. */
  Variables beforeFiles() {
    // whatever is wrong in .env is reported when it is read for the project
    return read(List.of(start()), new Problems(), new Problems());
  }

  /** Returns the variables for the project in {@code projectDirectory}. */
  Variables ofProject(String projectDirectory) {
    return read(List.of(start(), projectDirectory), problems, warnings);
  }

  /** Where the search for Compose files starts; where none is needed, where the first one is. */
  private String start() {
    var quiet = new Problems();
    var selection = new FileSelection(sources, request, paths, quiet, quiet);
    return selection.projectDirectory(
        request.files().isEmpty() ? List.of() : selection.select(Variables.NONE));
  }

  private Variables read(List<String> directories, Problems found, Problems warned) {
    var reading = new Reading(found, warned);
    List<String> named = namedFiles();
    if (!named.isEmpty()) {
      Variables files = Variables.NONE;
      for (String file : named) {
        files = reading.file(file, paths.resolve(file), files).orElse(files);
      }
      return shell.orElse(files);
    }
    if (isDisabled(found)) {
      return shell;
    }
    Variables files = Variables.NONE;
    Set<String> candidates = new LinkedHashSet<>();
    directories.forEach(each -> candidates.add(paths.in(each).resolve(DEFAULT_FILE)));
    for (String path : candidates) {
      if (sources.exists(path)) {
        String shown = new ShownPaths(paths.directory()).of(path);
        files = files.orElse(reading.file(shown, path, files));
      }
    }
    return shell.orElse(files);
  }

  private List<String> namedFiles() {
    if (!request.envFiles().isEmpty()) {
      return request.envFiles();
    }
    String list = shell.get("COMPOSE_ENV_FILES").orElse("");
    return Arrays.stream(list.split(","))
        .map(String::strip)
        .filter(file -> !file.isEmpty())
        .toList();
  }

  private boolean isDisabled(Problems found) {
    String name = "COMPOSE_DISABLE_ENV_FILE";
    Optional<String> value = shell.get(name);
    value
        .filter(text -> !TRUE.contains(text) && !FALSE.contains(text))
        .ifPresent(
            text ->
                found.add(
                    Place.wholeFile(name),
                    "",
                    "'" + text + "' is neither true nor false",
                    "set it to true or false"));
    return value.filter(TRUE::contains).isPresent();
  }

  /** One pass over the files. */
  private final class Reading {
    private final Problems found;
    private final Problems warned;

    private Reading(Problems found, Problems warned) {
      this.found = found;
      this.warned = warned;
    }

    private Variables file(String shown, String path, Variables earlier) {
      return new Sources(sources.reader(), found)
          .read(path, EnvFileReader.MAX_BYTES, Sources.Origin.commandLine(shown))
          .map(
              content ->
                  new EnvFileReader(shell.orElse(earlier), found, warned)
                      .read(shown, content, EnvFileReader.Format.DOTENV))
          .orElse(Variables.NONE);
    }
  }
}
