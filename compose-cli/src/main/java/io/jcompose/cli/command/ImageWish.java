package io.jcompose.cli.command;

import io.jcompose.cli.pull.DueImage;
import io.jcompose.cli.pull.NeededImage;
import io.jcompose.cli.pull.NeededImages;
import io.jcompose.model.project.Project;
import io.jcompose.model.value.PullPolicy;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.Images;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which images a command needs.
 *
 * @param services none means all; one that the project does not have is a {@link UsageFailure}
 * @param withDependencies whether what they depend on is meant too
 * @param policy in place of the services' own
 */
record ImageWish(
    List<String> services, boolean withDependencies, Optional<PullPolicy.Kind> policy) {
  /** Returns those that are to be fetched, as things stand on this host. */
  List<DueImage> due(Project project, Images images, Instant now) {
    return needed(project).stream()
        .flatMap(
            image ->
                image.whyDue(images.find(image.image()), now).stream()
                    .map(cause -> new DueImage(image, cause)))
        .toList();
  }

  private List<NeededImage> needed(Project project) {
    Set<ServiceName> chosen =
        services.stream()
            .map(name -> KnownServices.find(name, project.services().keySet()))
            .collect(Collectors.toSet());
    return NeededImages.of(
        project,
        chosen,
        withDependencies,
        new NeededImages.Policies(PullPolicy.Kind.MISSING, policy));
  }
}
