package io.jcompose.model.load;

import io.jcompose.model.check.HostPaths;
import io.jcompose.model.error.Problems;
import io.jcompose.model.interpolate.EnvFileReader;
import io.jcompose.model.interpolate.Variables;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Gathers the project's variables: the shell's own, then those of the env files. */
final class VariableSources {
  private static final String DEFAULT_FILE = ".env";

  private final Sources sources;
  private final LoadRequest request;
  private final HostPaths paths;
  private final Problems problems;
  private final Problems warnings;

  VariableSources(
      Sources sources, LoadRequest request, HostPaths paths, Problems problems, Problems warnings) {
    this.sources = sources;
    this.request = request;
    this.paths = paths;
    this.problems = problems;
    this.warnings = warnings;
  }

  /** Returns the variables that decide which Compose files are meant. */
  Variables beforeFiles() {
    // whatever is wrong in .env is reported when it is read for the project
    return read(List.of(paths.directory()), new Problems(), new Problems());
  }

  /** Returns the variables for the project in {@code projectDirectory}. */
  Variables ofProject(String projectDirectory) {
    return read(List.of(projectDirectory, paths.directory()), problems, warnings);
  }

  private Variables read(List<String> directories, Problems found, Problems warned) {
    var shell = new Variables(request.environment());
    List<String> named = namedFiles(shell);
    if (!named.isEmpty()) {
      Variables files = Variables.NONE;
      for (String file : named) {
        files = file(file, paths.resolve(file), shell, found, warned).orElse(files);
      }
      return shell.orElse(files);
    }
    if (shell.get("COMPOSE_DISABLE_ENV_FILE").filter(VariableSources::isTrue).isPresent()) {
      return shell;
    }
    Variables files = Variables.NONE;
    Set<String> candidates = new LinkedHashSet<>();
    directories.forEach(each -> candidates.add(paths.in(each).resolve(DEFAULT_FILE)));
    for (String path : candidates) {
      if (sources.exists(path)) {
        files = files.orElse(file(shown(path), path, shell, found, warned));
      }
    }
    return shell.orElse(files);
  }

  private List<String> namedFiles(Variables shell) {
    if (!request.envFiles().isEmpty()) {
      return request.envFiles();
    }
    Optional<String> list = shell.get("COMPOSE_ENV_FILES").filter(text -> !text.isBlank());
    return list.map(
            text ->
                Pattern.compile(",")
                    .splitAsStream(text)
                    .map(String::strip)
                    .filter(file -> !file.isEmpty())
                    .toList())
        .orElse(List.of());
  }

  private Variables file(
      String shown, String path, Variables shell, Problems found, Problems warned) {
    return new Sources(sources.reader(), found)
        .read(path, EnvFileReader.MAX_BYTES, Sources.Origin.commandLine(shown))
        .map(
            content ->
                new EnvFileReader(shell, found, warned)
                    .read(shown, content, EnvFileReader.Format.DOTENV))
        .orElse(Variables.NONE);
  }

  private String shown(String path) {
    return path.equals(paths.resolve(DEFAULT_FILE)) ? DEFAULT_FILE : path;
  }

  private static boolean isTrue(String text) {
    return text.equalsIgnoreCase("true") || text.equals("1");
  }
}
