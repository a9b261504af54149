package io.jcompose.cli.command;

import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.plan.ImageFacts;
import io.jcompose.model.project.Project;
import io.jcompose.model.value.ImageReference;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.Images;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the images of this host say; nothing for a user who may not look at them. */
final class KnownImages implements ImageFacts, ImageSupply {
  private final Supplier<ContainerRuntime> runtime;

  KnownImages(Supplier<ContainerRuntime> runtime) {
    this.runtime = runtime;
  }

  /** {@inheritDoc} Fetches nothing. */
  @Override
  public Supplied of(Project project) {
    return new Supplied(this, List.of());
  }

  @Override
  public Optional<ImageConfig> find(ImageReference image) {
    try {
      return runtime.get().images().find(image).map(Images.Image::config);
    } catch (RuntimeFailure e) {
      return Optional.empty(); // a plan can be read without root, if with less known
    }
  }
}
