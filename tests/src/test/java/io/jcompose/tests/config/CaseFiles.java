package io.jcompose.tests.config;

import io.jcompose.model.load.SourceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** The folder of a case as if it were {@code /project}; nothing else of the host is there. */
final class CaseFiles implements SourceReader {
  static final String PLACE = "/project";

  private final Path directory;

  CaseFiles(Path directory) {
    this.directory = directory;
  }

  @Override
  public byte[] read(String path, int limit) throws IOException {
    if (path.equals("/dev/null")) {
      return new byte[0];
    }
    byte[] all = Files.readAllBytes(onDisk(path));
    return all.length <= limit ? all : Arrays.copyOf(all, limit);
  }

  @Override
  public boolean exists(String path) {
    try {
      return path.equals("/dev/null") || Files.isRegularFile(onDisk(path));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private Path onDisk(String path) throws NoSuchFileException {
    if (path.equals(STANDARD_INPUT)) {
      return directory.resolve("stdin");
    }
    if (path.equals(PLACE) || path.startsWith(PLACE + "/")) {
      return directory.resolve(path.substring(PLACE.length()).replaceFirst("^/", ""));
    }
    throw new NoSuchFileException(path);
  }
}
