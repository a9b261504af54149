package io.jcompose.model.export.quadlet;

import io.jcompose.model.export.unit.UnitQuoting;
import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.project.Hook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commands that are run in the container after its start and before its stop. */
final class HookKeys {
  private final Export export;
  private final ContainerPlan container;
  private final Draft draft;

  HookKeys(Export export, ContainerPlan container, Draft draft) {
    this.export = export;
    this.container = container;
    this.draft = draft;
  }

  void add() {
    add("ExecStartPost", "", "post_start", container.hooks().postStart());
    // it is run as well where the container has ended by itself, and fails then
    add("ExecStop", "-", "pre_stop", container.hooks().preStop());
  }

  private void add(String key, String prefix, String path, List<Hook> hooks) {
    int number = 0;
    for (Hook hook : hooks) {
      number++;
      List<String> words = new ArrayList<>(List.of("exec"));
      hook.user().ifPresent(user -> words.addAll(List.of("--user", QuadletText.word(user))));
      hook.workingDirectory()
          .ifPresent(directory -> words.addAll(List.of("--workdir", QuadletText.word(directory))));
      if (hook.privileged()) {
        words.add("--privileged");
      }
      environment(hook, path, number, words);
      words.add(container.name().value());
      hook.command().orElse(List.of()).forEach(word -> words.add(UnitQuoting.argument(word)));
      draft.service().set(key, prefix + UnitQuoting.command(List.of("/usr/bin/podman"), words));
    }
  }

  private void environment(Hook hook, String path, int number, List<String> words) {
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, String> variable : hook.environment().values().entrySet()) {
      if (EnvironmentKeys.isLine(variable.getKey() + "=" + variable.getValue())) {
        lines.append(variable.getKey()).append('=').append(variable.getValue()).append('\n');
      } else {
        draft.fault(
            "podman takes no line break in a variable of a hook",
            path,
            "environment",
            variable.getKey());
      }
    }
    if (!lines.isEmpty()) {
      String file =
          export.names().of(container.service().value())
              + "-"
              + path.replace('_', '-')
              + "-"
              + number
              + ".env";
      export.putBeside(file, lines.toString());
      words.addAll(List.of("--env-file", export.wordForPathBeside(file)));
    }
  }
}
