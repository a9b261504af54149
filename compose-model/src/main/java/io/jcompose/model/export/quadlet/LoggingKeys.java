package io.jcompose.model.export.quadlet;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.project.ConsoleSettings.Logging;
import java.util.Map;
import java.util.Set;

/** Who keeps the output. Where the file says nothing, podman gives it to the journal. */
final class LoggingKeys {
  private static final Map<String, String> DRIVERS =
      Map.of(
          "json-file", "k8s-file",
          "local", "k8s-file",
          "k8s-file", "k8s-file",
          "journald", "journald",
          "passthrough", "passthrough",
          "none", "none");
  private static final Set<String> OPTIONS = Set.of("max-size", "path", "tag", "label");

  private final ContainerPlan container;
  private final Draft draft;

  LoggingKeys(ContainerPlan container, Draft draft) {
    this.container = container;
    this.draft = draft;
  }

  void add() {
    container.console().logging().ifPresent(this::add);
  }

  private void add(Logging logging) {
    String driver = logging.driver().orElse("");
    if (!driver.isEmpty() && !DRIVERS.containsKey(driver)) {
      draft.unsaid(
          "podman has no driver '" + driver + "'; its own default is used", "logging", "driver");
      return;
    }
    if (!driver.isEmpty()) {
      draft.plain("LogDriver", DRIVERS.getOrDefault(driver, driver));
    }
    logging
        .options()
        .forEach(
            (name, value) -> {
              if (OPTIONS.contains(name)) {
                draft.word("LogOpt", name + "=" + value);
              } else {
                draft.unsaid("podman knows no option '" + name + "'", "logging", "options", name);
              }
            });
  }
}
