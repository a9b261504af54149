package io.jcompose.cli.command;

import io.jcompose.cli.output.Appearance;
import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.Images.Image;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Removes the images of a project's services once its containers are gone. */
final class ImageCleanup {
  private final Tools tools;

  ImageCleanup(Tools tools) {
    this.tools = tools;
  }

  /** Which images are removed. */
  enum Which {
    /** Those that the file gives no name: they are called after project and service. */
    LOCAL,
    ALL
  }

  /**
   * Returns the images of services.
   *
   * @param selected services; none means all
   */
  static Set<ImageReference> meant(ProjectState state, Set<ServiceName> selected, Which which) {
    Set<ImageReference> images = new TreeSet<>();
    Stream.concat(
            state.recorded().stream().flatMap(recorded -> recorded.plan().containers().stream()),
            state.containers().stream().map(container -> container.spec().plan()))
        .filter(plan -> selected.isEmpty() || selected.contains(plan.service()))
        .filter(plan -> which == Which.ALL || isNameless(plan))
        .map(ContainerPlan::image)
        .filter(image -> image.rootfs().isEmpty())
        .forEach(images::add);
    return images;
  }

  private static boolean isNameless(ContainerPlan plan) {
    return plan.image().equals(ImageReference.ofService(plan.project(), plan.service()));
  }

  /** Removes images; one that a container is made of stays, and is told. */
  void remove(Set<ImageReference> images) {
    ContainerRuntime runtime = tools.runtime().get();
    ImageArguments arguments = new ImageArguments(tools);
    for (ImageReference reference : images) {
      Optional<Image> image = runtime.images().find(reference);
      Optional<ContainerStatus> user = image.flatMap(found -> arguments.user(found.id()));
      if (user.isPresent()) {
        tools
            .console()
            .errorLine(
                "warning: image '"
                    + reference
                    + "' stays: container '"
                    + user.get().name()
                    + "' of project '"
                    + user.get().spec().plan().project()
                    + "' is made of it");
      } else if (image.isPresent()) {
        runtime.images().remove(reference);
        tell(reference);
      }
    }
  }

  private void tell(ImageReference removed) {
    if (tools.appearance().progress() != Appearance.Progress.QUIET) {
      tools.console().errorLine(" Image " + removed + "  Removed");
    }
  }
}
