package io.jcompose.model.plan;

import io.jcompose.model.value.ImageReference;
import java.util.Optional;

/** What is known of images before anything is fetched. */
@FunctionalInterface
public interface ImageFacts {
  /** Knows no image: the plan then leans on the files alone. */
  ImageFacts NONE = image -> Optional.empty();

  /** Returns the image's own defaults; empty if the image is not on this host yet. */
  Optional<ImageConfig> find(ImageReference image);
}
