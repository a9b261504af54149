package io.jcompose.scheduler;

import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.value.ImageReference;
import io.jcompose.scheduler.runtime.Images.Image;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Images that are not here and that a rehearsal takes to be: all that is known of them is that they
 * run something.
 */
record ArrivingImages(Set<ImageReference> references) {
  static final ArrivingImages NONE = new ArrivingImages(Set.of());

  private static final ImageConfig UNKNOWN =
      new ImageConfig(
          Map.of(),
          List.of(),
          List.of("the image's own program"),
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          Set.of(),
          Optional.empty(),
          Healthcheck.UNSET,
          Map.of());

  ArrivingImages {
    references = Set.copyOf(references);
  }

  /** Returns what stands for an image; empty if it does not arrive. Its id is nobody's. */
  Optional<Image> find(ImageReference reference) {
    return references.contains(reference)
        ? Optional.of(
            new Image(
                "arriving",
                Optional.empty(),
                List.of(reference),
                0,
                Instant.EPOCH,
                Optional.empty(),
                UNKNOWN))
        : Optional.empty();
  }
}
