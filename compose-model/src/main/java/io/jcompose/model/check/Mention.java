package io.jcompose.model.check;

import io.jcompose.model.error.Place;
import io.jcompose.model.yaml.TreePath;

/**
 * A name that a service uses and something else must bear.
 *
 * @param path the element that holds the name
 */
public record Mention(Kind kind, String name, Place place, TreePath path) {
  /** What the name is used for. */
  public enum Kind {
    /** An entry of {@code depends_on}. */
    DEPENDENCY,
    /** {@code links}. */
    LINK,
    /** {@code service:x} for one of the namespaces. */
    NAMESPACE,
    /** {@code volumes_from}. */
    VOLUMES_FROM,
    /** {@code service:x} among the contexts of a build. */
    BUILD_CONTEXT,
    CONTAINER_NAME,
    VOLUME,
    NETWORK,
    CONFIG,
    SECRET,
    MODEL;

    /** Returns whether such a name is that of a service which must be there first. */
    public boolean isDependency() {
      return compareTo(BUILD_CONTEXT) < 0;
    }
  }
}
