package io.jcompose.cli.command;

import io.jcompose.model.load.SourceReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a user's files from the file system, and {@code -} from the standard input. */
public final class FileSourceReader implements SourceReader {
  private final InputStream standardInput;

  /** Creates a reader; the standard input can be read once. */
  public FileSourceReader(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  @Override
  public byte[] read(String path, int limit) throws IOException {
    if (path.equals(STANDARD_INPUT)) {
      return standardInput.readNBytes(limit);
    }
    try (InputStream in = Files.newInputStream(Path.of(path))) {
      return in.readNBytes(limit);
    }
  }

  @Override
  public boolean exists(String path) {
    Path file = Path.of(path);
    return path.equals(STANDARD_INPUT) || (Files.exists(file) && !Files.isDirectory(file));
  }
}
