package io.jcompose.model.plan;

import io.jcompose.model.error.InvalidComposeFileException;
import io.jcompose.model.error.Problem;
import io.jcompose.model.load.SmallProject;
import java.util.stream.Collectors;

/** What the planner makes of a Compose file; the project is called {@code app}. */
public final class FilePlan {
  private FilePlan() {}

  /** Returns the plan of a file in YAML. */
  public static PodPlan of(String yaml) {
    return new Planner(ImageFacts.NONE).plan(SmallProject.of(yaml).load().project());
  }

  /**
   * Returns what users see of it, without what all containers of these tests have in common: an
   * image and a command.
   */
  public static String tree(String yaml) {
    return PlanTree.of(of(yaml))
        .lines()
        .filter(line -> !line.startsWith("    image ") && !line.startsWith("    command "))
        .filter(line -> !line.equals("project app"))
        .map(line -> line.substring(2) + "\n")
        .collect(Collectors.joining());
  }

  /** Returns what is wrong with a file, a problem a line, its hint on the next; "" if nothing. */
  public static String problems(String yaml) {
    try {
      of(yaml);
      return "";
    } catch (InvalidComposeFileException e) {
      return e.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
  }
}
