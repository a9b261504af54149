package io.jcompose.cli.command;

import io.jcompose.model.plan.ContainerPlan;

/** What stands before a container's lines. */
final class LogLabels {
  private LogLabels() {}

  /** Returns the container's name, without the project's where it starts with it: {@code db-1}. */
  static String of(ContainerPlan plan) {
    String prefix = plan.project() + "-";
    String name = plan.name().value();
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }
}
