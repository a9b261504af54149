package io.jcompose.cli.watch;

import io.jcompose.cli.supervisor.Actor;
import io.jcompose.model.error.Problem;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Door of the package: watches the files that services of a project have rules for, and does in
 * their containers what the rules say. Made and checked first; then {@link #run} may be called
 * once.
 */
public final class ProjectWatch {
  private final ProjectName project;
  private final List<Rule> rules;
  private final List<Rule> initialRules;
  private final List<Problem> warnings;

  private ProjectWatch(
      ProjectName project, List<Rule> rules, List<Rule> initialRules, List<Problem> warnings) {
    this.project = project;
    this.rules = rules;
    this.initialRules = initialRules;
    this.warnings = warnings;
  }

  /**
   * Reads the rules of some services.
   *
   * @throws WatchFailure if none of them has a rule that can be carried out
   * @throws io.jcompose.model.error.InvalidComposeFileException if a rule makes no sense
   */
  public static ProjectWatch of(Project project, Set<ServiceName> services) {
    RuleReader reader = new RuleReader();
    Collection<Service> selected =
        project.services().values().stream()
            .filter(service -> services.contains(service.name()))
            .toList();
    selected.forEach(reader::read);
    List<Rule> rules = reader.rules();
    if (rules.isEmpty() && reader.warnings().isEmpty()) {
      throw new WatchFailure(
          "none of the selected services is configured for watch",
          "write 'develop: {watch: [{path: ./src, action: sync, target: /app}]}' in a service");
    }
    if (rules.isEmpty()) {
      throw new WatchFailure(
          "nothing is left to watch:\n  " + text(reader.warnings()),
          "add a rule that can be carried out, such as one with 'action: sync'");
    }
    return new ProjectWatch(
        project.name(), rules, InitialSync.of(rules, selected), reader.warnings());
  }

  private static String text(List<Problem> problems) {
    return String.join("\n  ", problems.stream().map(Problem::toString).toList());
  }

  /**
   * Watches until the calling thread is interrupted; its interrupt flag is set afterwards.
   *
   * @param runtime whose containers are kept up to date; those that come meanwhile too
   * @param actor restarts services
   * @throws WatchFailure if files cannot be watched, or no longer
   */
  public void run(ContainerRuntime runtime, Actor actor, WatchListener listener) {
    warnings.forEach(warning -> listener.warned(warning.toString()));
    WatchActions actions = new WatchActions(project, runtime, actor, listener);
    List<Path> paths = rules.stream().map(Rule::path).toList();
    try (TreeWatcher watcher = TreeWatcher.open(paths, this::isUnwanted)) {
      Batch batch = new Batch();
      if (!initialRules.isEmpty()) {
        actions.begin(ServiceWork.of(initialRules, watcher.present()));
      }
      listener.told("Watch enabled");
      while (true) {
        Changes changes = watcher.await(batch.untilComplete(System.nanoTime()));
        batch.add(changes, System.nanoTime());
        batch
            .takeIfComplete(System.nanoTime())
            .ifPresent(complete -> actions.perform(ServiceWork.of(rules, complete)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isUnwanted(Path path) {
    return rules.stream().allMatch(rule -> rule.isIndifferentTo(path));
  }
}
