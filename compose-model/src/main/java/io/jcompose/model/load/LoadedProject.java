package io.jcompose.model.load;

import io.jcompose.model.error.Problem;
import io.jcompose.model.project.Project;
import java.util.List;

/**
 * What came out of loading.
 *
 * @param project ready to be planned
 * @param warnings what the user should know but need not mend, in the order it was found; nobody
 *     has printed them yet
 * @param resolved the project as one file, for {@code jcompose config}
 */
public record LoadedProject(Project project, List<Problem> warnings, ResolvedFile resolved) {
  public LoadedProject {
    warnings = List.copyOf(warnings);
  }
}
