package io.jcompose.cli.command;

import io.jcompose.cli.pull.DueImage;
import io.jcompose.model.interpolate.Variables;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.project.Project;
import io.jcompose.model.value.NameSeparator;
import io.jcompose.model.value.ServiceName;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is to be on this host, and what else the files and variables have to say to those that bring
 * it there.
 *
 * @param project what the files say
 * @param due images that are to be fetched before the plan can be carried out
 * @param inactive services of the files whose profiles are off
 * @param variables of the caller, of {@code .env} and of other files that stand for it
 */
record PlannedProject(
    Project project,
    PodPlan plan,
    List<DueImage> due,
    Set<ServiceName> inactive,
    Variables variables) {
  private static final Set<String> TRUE = Set.of("1", "t", "true", "y", "yes", "on");

  PlannedProject {
    due = List.copyOf(due);
    inactive = Set.copyOf(inactive);
  }

  /** Returns what stands between the parts of containers' names. */
  NameSeparator separator() {
    return project.separator();
  }

  /** Returns whether a variable is set and says yes. */
  boolean isOn(String variable) {
    return isOn(variables, variable);
  }

  /** Returns whether a variable among these is set and says yes. */
  static boolean isOn(Variables variables, String variable) {
    return variables
        .get(variable)
        .map(text -> text.strip().toLowerCase(Locale.ROOT))
        .filter(TRUE::contains)
        .isPresent();
  }
}
