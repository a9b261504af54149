package io.jcompose.cli.watch;

import io.jcompose.model.project.Develop.Action;
import io.jcompose.model.project.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * That all files of a rule are copied once at first, without a restart or a program: containers
 * have just come up. Files that say how the service is built and run are left out.
 */
final class InitialSync {
  private static final List<String> DESCRIPTIONS =
      List.of(
          "**/Dockerfile",
          "**/compose.yaml",
          "**/compose.yml",
          "**/docker-compose.yaml",
          "**/docker-compose.yml",
          "**/compose.override.yaml",
          "**/compose.override.yml",
          "**/docker-compose.override.yaml",
          "**/docker-compose.override.yml");

  private InitialSync() {}

  /**
   * Returns the rules by which files are copied at first.
   *
   * @param rules of all services
   * @param services that the rules are of
   */
  static List<Rule> of(List<Rule> rules, Collection<Service> services) {
    List<Rule> initial = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.initialSync() && rule.copies()) {
        List<String> patterns = new ArrayList<>(DESCRIPTIONS);
        services.stream()
            .filter(service -> service.name().equals(rule.service()))
            .flatMap(service -> service.source().build().stream())
            .flatMap(build -> IgnoreFile.dockerfile(build).stream())
            .forEach(file -> patterns.add("**/" + file.substring(file.lastIndexOf('/') + 1)));
        initial.add(
            new Rule(
                rule.service(),
                rule.path(),
                Action.SYNC,
                rule.target(),
                Optional.empty(),
                rule.filter().without(PathFilter.Patterns.of(rule.path(), patterns)),
                false));
      }
    }
    return initial;
  }
}
