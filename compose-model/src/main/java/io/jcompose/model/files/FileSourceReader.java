package io.jcompose.model.files;

import io.jcompose.model.load.SourceReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a user's files from the file system, and {@code -} from the standard input. Safe to use
 * from any thread, as far as the input is.
 */
public final class FileSourceReader implements SourceReader {
  /** More names than a user can have meant. */
  private static final int MAX_NAMES = 1000;

  private final InputStream standardInput;

  /** Creates a reader for a program that reads no Compose file from its standard input. */
  public FileSourceReader() {
    this(InputStream.nullInputStream());
  }

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
    } catch (InvalidPathException e) {
      throw new IOException(unusable(path), e);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (AccessDeniedException e) {
      throw new IOException("permission denied", e);
    } catch (FileSystemException e) {
      // its message starts with the path, which whoever asked has said already
      throw new IOException(Optional.ofNullable(e.getReason()).orElse(e.toString()), e);
    }
  }

  /** The JVM writes names in the character set of the locale, and has no other way to a file. */
  private static String unusable(String path) {
    return path.indexOf('\0') >= 0
        ? "its name holds a NUL character"
        : "its name has characters that the locale has not; LC_ALL=C.UTF-8 has them";
  }

  @Override
  public boolean exists(String path) {
    return path.equals(STANDARD_INPUT)
        || path(path).filter(file -> Files.exists(file) && !Files.isDirectory(file)).isPresent();
  }

  @Override
  public Optional<List<String>> names(String path) {
    return path(path).filter(Files::isDirectory).flatMap(FileSourceReader::namesIn);
  }

  private static Optional<List<String>> namesIn(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return Optional.of(
          files.limit(MAX_NAMES).map(file -> String.valueOf(file.getFileName())).toList());
    } catch (IOException | UncheckedIOException | DirectoryIteratorException e) {
      return Optional.empty();
    }
  }

  private static Optional<Path> path(String path) {
    try {
      return Optional.of(Path.of(path));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
