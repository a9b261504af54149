package io.jcompose.model.load;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where the loader gets the bytes of a file from; the loader itself touches no file system. {@code
 * io.jcompose.model.files.FileSourceReader} is the one for the files of this machine.
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

  /**
   * Returns the names of what is in a directory, in no order, of very many only some; empty if
   * {@code path} is not a directory that can be looked into. Never fails.
   *
   * <p>The loader guesses with it what a wrong name was meant to be. A reader that knows no
   * directories returns nothing, and is not asked to guess.
   */
  default Optional<List<String>> names(String path) {
    return Optional.empty();
  }
}
