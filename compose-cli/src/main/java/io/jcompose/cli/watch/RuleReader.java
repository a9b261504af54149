package io.jcompose.cli.watch;

import io.jcompose.model.error.InvalidComposeFileException;
import io.jcompose.model.error.Problem;
import io.jcompose.model.project.Develop;
import io.jcompose.model.project.Develop.Action;
import io.jcompose.model.project.Develop.WatchRule;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes rules of what services say, and tells which of it is not carried out. */
final class RuleReader {
  private final List<Rule> rules = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /** Reads what a service has to say. */
  void read(Service service) {
    List<WatchRule> written = service.deployment().develop().map(Develop::watch).orElse(List.of());
    for (int i = 0; i < written.size(); i++) {
      read(service, written.get(i), "services." + service.name() + ".develop.watch[" + i + "]");
    }
  }

  /**
   * Returns the rules that can be carried out, in the order of the files.
   *
   * @throws InvalidComposeFileException if one makes no sense
   */
  List<Rule> rules() {
    if (!problems.isEmpty()) {
      throw new InvalidComposeFileException(problems);
    }
    return List.copyOf(rules);
  }

  /** Returns what the user should know of rules. */
  List<Problem> warnings() {
    return List.copyOf(warnings);
  }

  private void read(Service service, WatchRule written, String element) {
    if (written.action() == Action.REBUILD) {
      warnings.add(
          new Problem(
              written.place(),
              element,
              "changes lead to no 'rebuild': jcompose builds no images yet",
              "use another action, or load a new image with 'jcompose load -i FILE' and run"
                  + " 'jcompose up -d'"));
      return;
    }
    Path path = real(Path.of(written.path()));
    Rule rule = rule(service, written, path);
    if (written.action() == Action.SYNC_AND_EXEC && command(written).isEmpty()) {
      problems.add(
          new Problem(
              written.place(),
              element,
              "has no 'exec.command', which action 'sync+exec' needs",
              "add 'exec: {command: …}' with the command to run in the container"));
    } else if (rule.copies() && isMounted(service, path)) {
      warnings.add(
          new Problem(
              written.place(),
              element,
              "'" + written.path() + "' is not watched: a bind mount shows it to the container",
              "remove the rule, or use action 'restart'"));
    } else {
      if (!Files.exists(path)) {
        warnings.add(
            new Problem(
                written.place(),
                element,
                "'" + written.path() + "' is not there; it is waited for",
                "see whether its name is right"));
      }
      rules.add(rule);
    }
  }

  private static List<String> command(WatchRule written) {
    return written.exec().flatMap(hook -> hook.command()).orElse(List.of());
  }

  private static Rule rule(Service service, WatchRule written, Path path) {
    List<PathFilter.Patterns> ignored = new ArrayList<>();
    service.source().build().flatMap(IgnoreFile::of).ifPresent(ignored::add);
    ignored.add(PathFilter.Patterns.passing(path));
    ignored.add(PathFilter.Patterns.of(path, written.ignore()));
    Optional<PathFilter.Patterns> included =
        written.include().isEmpty()
            ? Optional.empty()
            : Optional.of(PathFilter.Patterns.of(path, written.include()));
    return new Rule(
        service.name(),
        path,
        written.action(),
        target(written.target().orElse("/"), path),
        written.action() == Action.SYNC_AND_EXEC ? written.exec() : Optional.empty(),
        new PathFilter(included, ignored),
        written.initialSync());
  }

  /** A file goes into what is written as a directory, and takes the place of anything else. */
  private static Path target(String written, Path path) {
    Path target = Path.of("/").resolve(written).normalize();
    return written.endsWith("/") && Files.isRegularFile(path)
        ? target.resolve(path.getFileName().toString())
        : target;
  }

  private static boolean isMounted(Service service, Path path) {
    return service.mounts().stream()
        .anyMatch(
            mount ->
                mount instanceof Mount.Bind bind && path.startsWith(real(Path.of(bind.source()))));
  }

  /** Returns the path that a path leads to, as far as that is there. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      Path parent = path.getParent();
      Path name = path.getFileName();
      return parent == null || name == null ? path : real(parent).resolve(name.toString());
    }
  }
}
