package io.jcompose.cli.command;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.value.NameSeparator;

/** What stands before a container's lines. */
final class LogLabels {
  private LogLabels() {}

  /** Returns the container's name, without the project's where it starts with it: {@code db-1}. */
  static String of(ContainerPlan plan) {
    String name = plan.name().value();
    for (NameSeparator separator : NameSeparator.values()) {
      String prefix = separator.join(plan.project(), "");
      if (name.startsWith(prefix)) {
        return name.substring(prefix.length());
      }
    }
    return name;
  }
}
