package io.jcompose.cli.command;

import io.jcompose.cli.pull.DueImage;
import io.jcompose.cli.pull.ImagePulls;
import io.jcompose.model.project.Project;
import java.util.List;

/** Images that are fetched before a plan is made, as {@code pull_policy} says. */
final class PulledImages implements ImageSupply {
  private final Tools tools;
  private final ImageWish wish;
  private final boolean quiet;

  /**
   * Creates a supply that fetches.
   *
   * @param quiet whether nothing is shown of how it goes
   */
  PulledImages(Tools tools, ImageWish wish, boolean quiet) {
    this.tools = tools;
    this.wish = wish;
    this.quiet = quiet;
  }

  @Override
  public Supplied of(Project project) {
    fetch(wish.due(project, tools.runtime().get().images(), tools.clock().instant()));
    return new Supplied(new KnownImages(tools.runtime()), List.of());
  }

  private void fetch(List<DueImage> due) {
    List<ImagePulls.Failure> failures;
    try {
      failures = new FetchedImages(tools, quiet).fetch(due.stream().map(DueImage::image).toList());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while images were fetched", "run it again", e);
    }
    if (!failures.isEmpty()) {
      throw FetchedImages.failure(failures);
    }
  }
}
