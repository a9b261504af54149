package io.jcompose.model.check;

import io.jcompose.model.error.Place;

/**
 * A name that a service uses and something else must bear.
 *
 * @param path the element that holds the name
 */
public record Mention(Kind kind, String name, Place place, String path) {
  /** What the name is used for. */
  public enum Kind {
    DEPENDENCY,
    LINK,
    VOLUME,
    CONTAINER_NAME
  }

  static Mention of(Kind kind, String name, Value where) {
    return new Mention(kind, name, where.place(), where.path().toString());
  }
}
