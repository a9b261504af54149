package io.jcompose.model.export.quadlet;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.project.Environment;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A container's variables, in a file that only its owner reads: everybody reads units. A line of
 * such a file is a name, {@code =}, and the value as it is, quotes and all; a value that no line
 * can hold becomes a secret of podman's, which is put into the environment.
 */
final class EnvironmentKeys {
  /** Podman reads no longer lines. */
  private static final int LONGEST_LINE = 65_535;

  private final Export export;
  private final ContainerPlan container;
  private final Draft draft;
  private int secrets;

  EnvironmentKeys(Export export, ContainerPlan container, Draft draft) {
    this.export = export;
    this.container = container;
    this.draft = draft;
  }

  void add() {
    Environment environment = container.process().environment();
    String file = stem() + ".env";
    String lines = lines(environment);
    if (!lines.isEmpty()) {
      export.putBeside(file, lines);
      draft.plain("EnvironmentFile", file);
    }
    environment.removed().stream()
        .filter(this::isName)
        .forEach(name -> draft.podman("unsetenv", name));
  }

  private String lines(Environment environment) {
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, String> variable : environment.values().entrySet()) {
      String name = variable.getKey();
      String value = variable.getValue();
      String line = name + "=" + value;
      if (!isName(name)) {
        continue;
      }
      if (isLine(line)) {
        lines.append(line).append('\n');
      } else {
        addSecret(name, value);
      }
    }
    return lines.toString();
  }

  private boolean isName(String name) {
    boolean legal =
        !name.isEmpty()
            && !name.startsWith("#")
            && !name.startsWith(" ")
            && !name.startsWith("\t")
            && name.indexOf('=') < 0
            && name.chars().noneMatch(Character::isISOControl);
    if (!legal) {
      draft.fault("podman has no way to name such a variable", "environment", name);
    }
    return legal;
  }

  static boolean isLine(String line) {
    return line.indexOf('\n') < 0
        && line.indexOf('\0') < 0
        && !line.endsWith("\r")
        && line.getBytes(StandardCharsets.UTF_8).length <= LONGEST_LINE;
  }

  private void addSecret(String name, String value) {
    secrets++;
    if (name.indexOf(',') >= 0) {
      draft.fault(
          "its value fits no line of a file, and its name no secret of podman's",
          "environment",
          name);
      return;
    }
    String secret = stem() + "-variable-" + secrets;
    new PodmanSecrets(export, draft, Map.of()).fromText(secret, value, "environment", name);
    draft.word("Secret", secret + ",type=env,target=" + name);
  }

  /** Replicas share their variables. */
  private String stem() {
    return container.isPreStart()
        ? export.names().container(container)
        : export.names().of(container.service().value());
  }
}
