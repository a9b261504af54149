package io.jcompose.runtime.linux.disk;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads small files. With streams, not with channels: a channel closes, and the reading fails, when
 * the calling thread was interrupted, and an interrupted command still has to tidy up.
 */
public final class Contents {
  private Contents() {}

  /** Returns what is in the file; empty if there is none, or its directory is gone. */
  public static Optional<byte[]> of(Path path) throws IOException {
    File file = path.toFile();
    try (InputStream in = new FileInputStream(file)) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
