package io.jcompose.cli.command;

import io.jcompose.cli.output.Appearance;
import io.jcompose.cli.output.TransferWords;
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
import java.util.TreeSet;
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
   * @param services none means all
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
    if (!due.isEmpty()) {
      List<ImagePulls.Failure> failures = pull(images, due);
      if (!failures.isEmpty()) {
        throw failure(failures);
      }
    }
    return new KnownImages(tools.runtime());
  }

  private List<NeededImage> needed(Project project) {
    Set<ServiceName> chosen =
        wish.services().stream().map(ServiceName::new).collect(Collectors.toSet());
    return NeededImages.of(
        project,
        chosen,
        wish.withDependencies(),
        new NeededImages.Policies(PullPolicy.Kind.MISSING, wish.policy()));
  }

  private List<ImagePulls.Failure> pull(Images images, List<NeededImage> due) {
    Appearance appearance = wish.quiet() ? tools.appearance().quietly() : tools.appearance();
    try {
      return new ImagePulls(
              images, appearance.pullDisplay(tools.console(), TransferWords.PULL, tools.clock()))
          .pull(due);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while images were fetched", "run it again", e);
    }
  }

  /** Returns the failure to fetch images, told as one. */
  static CommandFailure failure(List<ImagePulls.Failure> failures) {
    String message = failures.stream().map(PulledImages::told).collect(Collectors.joining("\n"));
    String hints =
        failures.stream()
            .map(failure -> failure.reason().hint())
            .distinct()
            .collect(Collectors.joining("; "));
    return new CommandFailure(message, hints, failures.get(0).reason());
  }

  /** Returns for whom an image could not be fetched, and why. */
  static String told(ImagePulls.Failure failure) {
    Set<ServiceName> services = new TreeSet<>(failure.image().services());
    if (services.isEmpty()) {
      return String.valueOf(failure.reason().getMessage());
    }
    String those = services.stream().map(ServiceName::value).collect(Collectors.joining("', '"));
    return (services.size() == 1 ? "service '" : "services '")
        + those
        + "': "
        + failure.reason().getMessage();
  }
}
