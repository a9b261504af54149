package io.jcompose.runtime.host;

import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads what the host is configured by: its own files, and those in which the kernel tells. */
public final class HostFiles {
  /**
   * A number below {@code /proc/sys} is told at the first read and never after it; {@code
   * Files.readString} begins with one byte where the size is said to be 0.
   */
  private static final int BUFFER_SIZE = 8192;

  private final Path root;

  /** Creates a reader of this host's files. */
  public HostFiles(Host host) {
    this.root = host.root();
  }

  /**
   * Returns the text of a file; empty if there is none.
   *
   * @param path without the slash at its begin, such as {@code etc/hosts}
   * @throws RuntimeFailure if there is one that cannot be read
   */
  public Optional<String> find(String path) {
    Path file = root.resolve(path);
    try {
      return Optional.of(read(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot read " + file + ": " + e.getMessage(), "make the file readable for root", e);
    }
  }

  /**
   * Returns the whole text of a file, of the kernel's as well. Bytes that are no UTF-8 are read as
   * {@code U+FFFD}: one in a comment is no reason to do without the rest.
   */
  public static String read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      byte[] buffer = new byte[BUFFER_SIZE];
      for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
        content.write(buffer, 0, count);
      }
      return content.toString(StandardCharsets.UTF_8);
    }
  }
}
