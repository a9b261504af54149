package io.jcompose.cli.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.UUID;

/** A file that a command writes instead of the standard output. */
final class OutputFile {
  private static final int BUFFER = 64 * 1024;
  private final Path path;

  OutputFile(Path path) {
    this.path = path;
  }

  /** What the file is to hold. */
  @FunctionalInterface
  interface Content {
    /** Writes all of it; {@code out} is not closed. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Puts {@code text} in the place of what the file held: all of it, or nothing. A link is
   * followed; what is no file, such as {@code /dev/stdout}, is written to.
   *
   * @throws CommandFailure if that cannot be done
   */
  void write(String text) {
    write(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Does the same in a file that only its owner may read and write, from its first moment on.
   *
   * @throws CommandFailure if that cannot be done
   */
  void writeForOwner(String text) {
    FileAttribute<?> owner =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    write(out -> out.write(text.getBytes(StandardCharsets.UTF_8)), owner);
  }

  /** Does the same with content that is made while it is written; its own failures pass through. */
  void write(Content content) {
    write(content, new FileAttribute<?>[0]);
  }

  private void write(Content content, FileAttribute<?>... attributes) {
    try {
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        write(path, StandardOpenOption.WRITE, content);
      } else {
        Path file = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        replace(file, content, attributes);
      }
    } catch (IOException e) {
      throw new CommandFailure(
          "cannot write " + path + ": " + reason(e),
          "name a file with -o that you may write, in a directory that exists",
          e);
    }
  }

  /** Writes beside the file first, so that nobody ever reads half of it. */
  private static void replace(Path file, Content content, FileAttribute<?>... attributes)
      throws IOException {
    Path draft = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    try {
      write(draft, StandardOpenOption.CREATE_NEW, content, attributes);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void write(
      Path file, StandardOpenOption how, Content content, FileAttribute<?>... attributes)
      throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(
            Channels.newOutputStream(
                Files.newByteChannel(file, EnumSet.of(how, StandardOpenOption.WRITE), attributes)),
            BUFFER)) {
      content.writeTo(out);
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
