package io.jcompose.model.export.kubernetes;

import io.jcompose.model.error.Place;

/** Where keys stand in the user's files. */
@FunctionalInterface
public interface KeyPlaces {
  /**
   * Returns where the key stands that {@code keys} lead to from the top, such as {@code services},
   * {@code web}, {@code ulimits}; where there is none, the place of the last one that is there.
   */
  Place of(String... keys);
}
