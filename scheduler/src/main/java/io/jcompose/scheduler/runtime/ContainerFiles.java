package io.jcompose.scheduler.runtime;

import io.jcompose.model.value.ContainerName;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The files of containers, running or not, moved as tar archives. Content is streamed, never held.
 *
 * <p>Paths are those that the container's programs would use, from its root; links in them lead
 * nowhere else, whatever the container does meanwhile. Volumes are part of the tree, except for
 * {@link #export}. What the kernel shows in {@code /proc} and {@code /sys} is no content.
 *
 * <p>Where {@code warnings} are asked for, they are told in a sentence of each file that is left
 * out.
 */
public interface ContainerFiles {
  /** What is at a path. */
  enum Kind {
    FILE,
    DIRECTORY,
    LINK,
    OTHER
  }

  /** Whose files are that {@link #copyIn} makes. */
  enum Owners {
    /** Root's. */
    ROOT,
    /** The container's user and that one's group, as its programs have them. */
    CONTAINER_USER,
    /** Those that the archive names, by their numbers. */
    ARCHIVE
  }

  /**
   * Returns what is at a path; empty if nothing is.
   *
   * @param followLink whether a link at the end of the path stands for what it leads to
   * @throws RuntimeFailure if there is no such container
   */
  Optional<Kind> kind(ContainerName container, String path, boolean followLink);

  /**
   * Writes a file, or a directory with all below it, as an archive.
   *
   * @param followLink whether a link at the end of the path stands for what it leads to
   * @param name what it is called in the archive; {@code .} makes the names in a directory begin
   *     without it
   * @param tar not closed
   * @throws RuntimeFailure if there is nothing, or it cannot be read or written
   */
  void copyOut(
      ContainerName container,
      String path,
      boolean followLink,
      String name,
      OutputStream tar,
      Consumer<String> warnings);

  /**
   * Extracts an archive into a directory. Files that are there are replaced; a file never takes a
   * directory's place, or the other way round. No name leads out of the directory.
   *
   * @param tar read to the archive's end mark, not closed
   * @param owners whose the files are; unless they are the archive's, set-user-id and set-group-id
   *     bits are dropped
   * @throws RuntimeFailure if there is no such directory, or something cannot be made; what was
   *     made before stays
   */
  void copyIn(
      ContainerName container,
      String directory,
      InputStream tar,
      Owners owners,
      Consumer<String> warnings);

  /**
   * Removes a file, or a directory with all below it. A link at the end of the path is what goes,
   * not what it leads to. What is not there is a success.
   *
   * @throws RuntimeFailure if there is no such container, if the path means its root, or if
   *     something cannot be removed; what could be is
   */
  void remove(ContainerName container, String path);

  /** Writes the container's own root, without what is mounted in it, as an archive. */
  void export(ContainerName container, OutputStream tar, Consumer<String> warnings);

  /**
   * Makes an image of a container, running or not: the layers of its image and, on top, what it
   * changed in its own root. Nothing that is mounted in it is part of that. The image says what the
   * container says: environment, command, user, ports, labels and so on, with the changes asked
   * for.
   *
   * <p>A container of a {@code rootfs:} directory becomes an image of one layer with all its files.
   *
   * @param warnings told of each file that is left out
   * @throws RuntimeFailure if there is no such container, if its root is the host's own, or if a
   *     change makes no sense for it
   */
  Images.Image commit(ContainerName container, CommitSpec spec, Consumer<String> warnings);
}
