package io.jcompose.cli.command;

import io.jcompose.model.error.InvalidComposeFileException;
import io.jcompose.model.interpolate.UsedVariable;
import io.jcompose.model.load.LoadOptions;
import io.jcompose.model.load.LoadOptions.Phase;
import io.jcompose.model.load.LoadedProject;
import io.jcompose.model.project.ContentDefinition;
import io.jcompose.model.project.ContentSource;
import io.jcompose.model.project.Project;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the files take from this shell, and would not find where systemd starts jcompose. */
final class ShellVariables {
  /** Those that change what is run, and whose meaning stands in no word of a unit. */
  private static final List<String> SWITCHES =
      List.of(
          "COMPOSE_PROFILES",
          "COMPOSE_ENV_FILES",
          "COMPOSE_DISABLE_ENV_FILE",
          "COMPOSE_COMPATIBILITY",
          "COMPOSE_IGNORE_ORPHANS",
          "COMPOSE_REMOVE_ORPHANS",
          "DOCKER_CONFIG",
          "REGISTRY_AUTH_FILE");

  /** Those whose meaning does: files and names stand in units. */
  private static final List<String> SAID =
      List.of("COMPOSE_FILE", "COMPOSE_PATH_SEPARATOR", "COMPOSE_PROJECT_NAME");

  private final Tools tools;

  ShellVariables(Tools tools) {
    this.tools = tools;
  }

  /**
   * Returns the names of those that are missing, sorted.
   *
   * @param given the variables that units will have
   */
  Set<String> unknownTo(Map<String, String> given) {
    Map<String, String> known = new HashMap<>(given);
    for (String name : SAID) {
      Optional.ofNullable(tools.environment().get(name)).ifPresent(value -> known.put(name, value));
    }
    Set<String> missing = new TreeSet<>(missingFrom(known));
    SWITCHES.stream().filter(tools.environment()::containsKey).forEach(missing::add);
    missing.removeAll(given.keySet());
    missing.removeAll(SAID);
    return missing;
  }

  private List<String> missingFrom(Map<String, String> known) {
    List<String> mentioned = mentioned();
    Map<String, String> here = tools.environment();
    LoadedProject alone;
    try {
      alone = tools.projects().loadWith(known, LoadOptions.DEFAULT);
    } catch (InvalidComposeFileException e) {
      // without one of them the files are not even valid
      return mentioned.stream().filter(here::containsKey).toList();
    }
    List<String> missing = new ArrayList<>();
    for (String name : mentioned) {
      String value = here.get(name);
      if (value != null && !value.equals(alone.variables().get(name).orElse(null))) {
        missing.add(name);
      }
    }
    Project with = tools.projects().loadWith(here, LoadOptions.DEFAULT).project();
    missing.addAll(passedOn(with, alone.project()));
    missing.addAll(contents(with, alone.project()));
    return missing;
  }

  /** Returns the variables that {@code ${NAME}} stands for somewhere. */
  private List<String> mentioned() {
    return tools
        .projects()
        .loadWith(tools.environment(), LoadOptions.DEFAULT.without(Phase.INTERPOLATION))
        .resolved()
        .variables()
        .stream()
        .map(UsedVariable::name)
        .toList();
  }

  /** Returns the variables that services are given by their names alone. */
  private List<String> passedOn(Project with, Project alone) {
    Map<String, String> here = tools.environment();
    List<String> names = new ArrayList<>();
    with.services()
        .forEach(
            (service, definition) -> {
              Map<String, String> without =
                  Optional.ofNullable(alone.services().get(service))
                      .map(other -> other.process().environment().values())
                      .orElse(Map.of());
              definition
                  .process()
                  .environment()
                  .values()
                  .forEach(
                      (name, value) -> {
                        if (value.equals(here.get(name)) && !value.equals(without.get(name))) {
                          names.add(name);
                        }
                      });
            });
    return names;
  }

  /** Returns the variables whose values are contents of configs and secrets. */
  private static List<String> contents(Project with, Project alone) {
    Set<ContentSource.Variable> known = variables(alone).collect(Collectors.toSet());
    return variables(with)
        .filter(variable -> variable.value().isPresent() && !known.contains(variable))
        .map(ContentSource.Variable::name)
        .toList();
  }

  private static Stream<ContentSource.Variable> variables(Project project) {
    return Stream.of(project.configs(), project.secrets())
        .flatMap(definitions -> definitions.values().stream())
        .map(ContentDefinition::source)
        .filter(ContentSource.Variable.class::isInstance)
        .map(ContentSource.Variable.class::cast);
  }
}
