package io.jcompose.runtime.linux.tree;

import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Removes and copies directory trees that containers have written. Names are handled as the bytes
 * they are, links are never followed.
 */
public final class Trees {
  private Trees() {}

  /**
   * Removes a tree, or a single file. One that is gone is a success; so is one that vanishes
   * meanwhile.
   *
   * @throws RuntimeFailure if something could not be removed; what could, is
   */
  public static void remove(Path tree) {
    try {
      if (Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
        TreeRemoval.of(tree);
      }
      Files.deleteIfExists(tree);
    } catch (IOException e) {
      throw notRemoved(tree, e);
    }
  }

  /**
   * Removes everything in a directory, which stays. Whoever does not trust what leads to it names
   * it by an open descriptor, as a path below {@code /proc/self/fd}.
   *
   * @throws RuntimeFailure if something could not be removed; what could, is
   */
  public static void empty(Path directory) {
    try {
      TreeRemoval.of(directory);
    } catch (IOException e) {
      throw notRemoved(directory, e);
    }
  }

  private static RuntimeFailure notRemoved(Path tree, IOException cause) {
    return new RuntimeFailure(
        "cannot remove " + tree + ": " + cause.getMessage(),
        "see with 'findmnt -R' and 'lsattr -d' what holds it, then run the command again",
        cause);
  }

  /** Makes a directory for its owner alone; one that exists is left as it is. */
  public static void makeDirectory(Path directory) {
    try {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot make the directory " + directory + ": " + e.getMessage(),
          "see with 'df -h' and 'ls -ld' what is wrong there",
          e);
    }
  }

  /**
   * Copies what is in a directory into another that exists, with owners, modes, times, extended
   * attributes and hard links inside the tree, and makes the target directory itself like the
   * source.
   */
  public static void copy(Path source, Path target) {
    try {
      TreeCopy.of(source, target);
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot copy " + source + " to " + target + ": " + e.getMessage(),
          "see with 'df -h " + target + "' whether there is room left, then run the command again",
          e);
    }
  }

  /** Gives a directory the owner, the mode and the time of change of another. */
  public static void makeAlike(Path model, Path directory) {
    try {
      TreeCopy.makeAlike(model, directory);
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot give " + directory + " owner and mode of " + model + ": " + e.getMessage(),
          "see with 'ls -ld' whether both are there",
          e);
    }
  }
}
