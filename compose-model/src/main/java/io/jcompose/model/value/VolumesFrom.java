package io.jcompose.model.value;

/** Whose mounts a container takes over: an item of {@code volumes_from:}. */
public sealed interface VolumesFrom {
  /** Returns whether they are mounted read-only, whatever they are there. */
  boolean readOnly();

  /**
   * Returns what {@code text} writes: {@code SERVICE[:ro|rw]} or {@code container:NAME[:ro|rw]}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static VolumesFrom parse(String text) {
    boolean readOnly = text.endsWith(":ro");
    String owner = readOnly || text.endsWith(":rw") ? text.substring(0, text.length() - 3) : text;
    return owner.startsWith(Sharing.CONTAINER)
        ? new OfContainer(Sharing.container(owner), readOnly)
        : new OfService(new ServiceName(owner), readOnly);
  }

  /** The mounts of another service of the project. */
  record OfService(ServiceName service, boolean readOnly) implements VolumesFrom {}

  /** The mounts of a container, by its name or id. */
  record OfContainer(String container, boolean readOnly) implements VolumesFrom {}
}
