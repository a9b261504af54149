package io.jcompose.cli.command;

import io.jcompose.cli.pull.ImagePulls;
import io.jcompose.cli.pull.NeededImage;
import io.jcompose.cli.pull.NeededImages;
import io.jcompose.model.plan.ImageFacts;
import io.jcompose.model.project.Project;
import io.jcompose.model.value.PullPolicy;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.Images;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Images that are fetched before a plan is made, as {@code pull_policy} says. */
final class PulledImages implements ImageSupply {
  private final Tools tools;
  private final Wish wish;

  PulledImages(Tools tools, Wish wish) {
    this.tools = tools;
    this.wish = wish;
  }

  /**
   * What is to be fetched.
   *
   * @param services none means all; one that the project does not have is a {@link UsageFailure}
   * @param withDependencies whether what they depend on is meant too
   * @param policy in place of the services' own
   * @param quiet whether nothing is shown of how it goes
   */
  record Wish(
      List<String> services,
      boolean withDependencies,
      Optional<PullPolicy.Kind> policy,
      boolean quiet) {}

  @Override
  public ImageFacts of(Project project) {
    Images images = tools.runtime().get().images();
    List<NeededImage> due =
        needed(project).stream()
            .filter(image -> image.isDue(images.find(image.image()), tools.clock().instant()))
            .toList();
    fetch(due);
    return new KnownImages(tools.runtime());
  }

  private List<NeededImage> needed(Project project) {
    Set<ServiceName> chosen =
        wish.services().stream()
            .map(name -> KnownServices.find(name, project.services().keySet()))
            .collect(Collectors.toSet());
    return NeededImages.of(
        project,
        chosen,
        wish.withDependencies(),
        new NeededImages.Policies(PullPolicy.Kind.MISSING, wish.policy()));
  }

  private void fetch(List<NeededImage> due) {
    List<ImagePulls.Failure> failures;
    try {
      failures = new FetchedImages(tools, wish.quiet()).fetch(due);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while images were fetched", "run it again", e);
    }
    if (!failures.isEmpty()) {
      throw FetchedImages.failure(failures);
    }
  }
}
