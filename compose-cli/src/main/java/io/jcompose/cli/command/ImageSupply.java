package io.jcompose.cli.command;

import io.jcompose.model.plan.ImageFacts;
import io.jcompose.model.project.Project;

/** Where the plan of a project learns what its images say. */
@FunctionalInterface
interface ImageSupply {
  /**
   * Returns what is known of images, once whatever is to be done for it has been done.
   *
   * @throws CommandFailure if it could not be done
   */
  ImageFacts of(Project project);
}
