package io.jcompose.runtime.linux.tree;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;

/**
 * Empties a directory through open directories (openat, unlinkat), so that no path is resolved
 * twice and a link put in place of a directory leads nowhere.
 *
 * <p>A container may nest directories deeper than a path, a stack or the descriptors of this
 * process reach. What is too deep is moved up to the top and emptied from there.
 */
final class TreeRemoval {
  private static final int DEEPEST = 64;

  private final SecureDirectoryStream<Path> top;
  private int moved;

  private TreeRemoval(SecureDirectoryStream<Path> top) {
    this.top = top;
  }

  /** Removes everything in {@code directory}, not the directory itself. */
  static void of(Path directory) throws IOException {
    int movedUp;
    do {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
        if (!(stream instanceof SecureDirectoryStream<Path> secure)) {
          throw new IOException("this JDK cannot open directories relative to each other");
        }
        var removal = new TreeRemoval(secure);
        removal.empty(secure, 0);
        movedUp = removal.moved;
      } catch (NoSuchFileException e) {
        return;
      }
    } while (movedUp > 0);
  }

  private void empty(SecureDirectoryStream<Path> directory, int depth) throws IOException {
    for (Path entry : directory) {
      Path name = entry.getFileName();
      try {
        remove(directory, name, depth);
      } catch (NoSuchFileException e) {
        // gone is what was wanted
      }
    }
  }

  private void remove(SecureDirectoryStream<Path> directory, Path name, int depth)
      throws IOException {
    if (!isDirectory(directory, name)) {
      directory.deleteFile(name);
    } else if (depth < DEEPEST) {
      try (SecureDirectoryStream<Path> child =
          directory.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
        empty(child, depth + 1);
      }
      directory.deleteDirectory(name);
    } else {
      directory.move(name, top, unusedName());
    }
  }

  private static boolean isDirectory(SecureDirectoryStream<Path> directory, Path name)
      throws IOException {
    return directory
        .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .readAttributes()
        .isDirectory();
  }

  private Path unusedName() {
    moved++;
    return Path.of(".deep-" + System.nanoTime() + "-" + moved);
  }
}
