package io.jcompose.model.load;

import io.jcompose.model.error.Place;

/**
 * An image that a file names.
 *
 * @param place where it stands
 * @param path such as {@code services.web.image}
 * @param written its reference, variables included that were not filled in
 */
public record ImageMention(Place place, String path, String written) {
  /** Returns {@code file:line:column: path}. */
  @Override
  public String toString() {
    return place + ": " + path;
  }
}
