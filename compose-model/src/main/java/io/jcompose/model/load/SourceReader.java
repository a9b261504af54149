package io.jcompose.model.load;

import java.io.IOException;

/**
 * Where the loader gets the bytes of a file from; the model itself touches no file system.
 *
 * <p>Paths are absolute and cleaned, except {@link #STANDARD_INPUT}.
 */
public interface SourceReader {
  /** The path that stands for the standard input, as in {@code -f -}. */
  String STANDARD_INPUT = "-";

  /**
   * Returns the first {@code limit} bytes of the file, or all of them if it is shorter.
   *
   * @throws java.nio.file.NoSuchFileException if there is no such file
   * @throws IOException if it cannot be read; its message says why
   */
  byte[] read(String path, int limit) throws IOException;

  /** Returns whether {@code path} is there and is not a directory; never fails. */
  boolean exists(String path);
}
