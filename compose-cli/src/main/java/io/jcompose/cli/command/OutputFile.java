package io.jcompose.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that a command writes instead of the standard output. */
final class OutputFile {
  private final Path path;

  OutputFile(Path path) {
    this.path = path;
  }

  /**
   * Puts {@code text} in the place of what the file held: all of it, or nothing. A link is
   * followed; what is no file, such as {@code /dev/stdout}, is written to.
   *
   * @throws CommandFailure if that cannot be done
   */
  void write(String text) {
    try {
      byte[] content = text.getBytes(StandardCharsets.UTF_8);
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        Files.write(path, content, StandardOpenOption.WRITE);
      } else {
        replace(Files.exists(path) ? path.toRealPath() : path.toAbsolutePath(), content);
      }
    } catch (IOException e) {
      throw new CommandFailure(
          "cannot write " + path + ": " + reason(e),
          "name a file with -o that you may write, in a directory that exists",
          e);
    }
  }

  /** Writes beside the file first, so that nobody ever reads half of it. */
  private static void replace(Path file, byte[] content) throws IOException {
    Path draft = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    try {
      Files.write(draft, content, StandardOpenOption.CREATE_NEW);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private String reason(IOException e) {
    if (Files.isDirectory(path)) {
      return "it is a directory";
    }
    if (e instanceof NoSuchFileException) {
      return "its directory does not exist";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return e instanceof FileSystemException failure && failure.getReason() != null
        ? failure.getReason()
        : String.valueOf(e.getMessage());
  }
}
