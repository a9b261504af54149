package io.jcompose.cli.watch;

import io.jcompose.model.project.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The {@code .dockerignore} of the directory that an image is built from. */
final class IgnoreFile {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private IgnoreFile() {}

  /**
   * Returns what is not part of a build: the patterns of {@code DOCKERFILE.dockerignore} or, where
   * there is none, of {@code .dockerignore}.
   *
   * @return empty if neither is there, or the build has no directory of this host
   */
  static Optional<PathFilter.Patterns> of(Build build) {
    Optional<Path> context =
        build
            .context()
            .filter(text -> text.startsWith("/"))
            .map(Path::of)
            .filter(Files::isDirectory);
    if (context.isEmpty()) {
      return Optional.empty();
    }
    Optional<Path> own =
        dockerfile(build).map(name -> context.get().resolve(name + ".dockerignore"));
    return own.flatMap(IgnoreFile::read)
        .or(() -> read(context.get().resolve(".dockerignore")))
        .map(patterns -> PathFilter.Patterns.of(real(context.get()), patterns));
  }

  /** Returns the name of the file that says how to build, where it has one. */
  static Optional<String> dockerfile(Build build) {
    return build.dockerfile() instanceof Build.Dockerfile.File file
        ? Optional.of(file.path())
        : Optional.empty();
  }

  private static Optional<List<String>> read(Path file) {
    try {
      return Optional.of(patterns(Files.readString(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new WatchFailure(
          "cannot read " + file + ": " + e.getMessage(), "make it a readable file of UTF-8", e);
    }
  }

  /**
   * Lines that begin with {@code #} say nothing; in a list of the Compose file they are patterns.
   */
  private static List<String> patterns(String text) {
    String lines = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    return lines.lines().filter(line -> !line.startsWith("#")).toList();
  }

  private static Path real(Path directory) {
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      return directory;
    }
  }
}
