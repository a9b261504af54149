package io.jcompose.cli.command;

import io.jcompose.cli.pull.DueImage;
import io.jcompose.model.plan.ImageFacts;
import io.jcompose.model.project.Project;
import java.util.List;

/** Where the plan of a project learns what its images say. */
@FunctionalInterface
interface ImageSupply {
  /**
   * Returns what is known of images, once whatever is to be done for it has been done.
   *
   * @throws CommandFailure if it could not be done
   */
  Supplied of(Project project);

  /**
   * What is known of images.
   *
   * @param due those that are still to be fetched before the plan can be carried out
   */
  record Supplied(ImageFacts facts, List<DueImage> due) {
    public Supplied {
      due = List.copyOf(due);
    }
  }
}
