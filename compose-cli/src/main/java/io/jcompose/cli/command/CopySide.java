package io.jcompose.cli.command;

import io.jcompose.model.value.ContainerName;
import io.jcompose.runtime.files.HostTree;
import io.jcompose.scheduler.runtime.ContainerFiles;
import io.jcompose.scheduler.runtime.ContainerFiles.Kind;
import io.jcompose.scheduler.runtime.ContainerFiles.Owners;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Where files are copied from or to: the host, or one container. */
interface CopySide {
  /** Returns what is at a path; empty if nothing is. */
  Optional<Kind> kind(String path, boolean followLink);

  /** Writes what is at a path as an archive in which it is called {@code name}. */
  void archive(String path, boolean followLink, String name, OutputStream tar) throws IOException;

  /** Extracts an archive into a directory that is there. */
  void extract(String directory, InputStream tar, boolean keepOwners) throws IOException;

  /**
   * Returns the host's side.
   *
   * @param workingDirectory what paths count from
   * @param warnings told what is left out
   */
  static CopySide host(Path workingDirectory, Consumer<String> warnings) {
    return new CopySide() {
      @Override
      public Optional<Kind> kind(String path, boolean followLink) {
        Path file = workingDirectory.resolve(path);
        LinkOption[] links =
            followLink ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
        if (!Files.exists(file, links)) {
          return Optional.empty();
        }
        if (Files.isDirectory(file, links)) {
          return Optional.of(Kind.DIRECTORY);
        }
        if (Files.isRegularFile(file, links)) {
          return Optional.of(Kind.FILE);
        }
        return Optional.of(Files.isSymbolicLink(file) && !followLink ? Kind.LINK : Kind.OTHER);
      }

      @Override
      public void archive(String path, boolean followLink, String name, OutputStream tar)
          throws IOException {
        HostTree.archive(workingDirectory.resolve(path), followLink, name, tar, warnings);
      }

      @Override
      public void extract(String directory, InputStream tar, boolean keepOwners)
          throws IOException {
        HostTree.extract(workingDirectory.resolve(directory), tar, keepOwners, warnings);
      }
    };
  }

  /** Returns a container's side. */
  static CopySide of(ContainerFiles files, ContainerName container, Consumer<String> warnings) {
    return new CopySide() {
      @Override
      public Optional<Kind> kind(String path, boolean followLink) {
        return files.kind(container, path, followLink);
      }

      @Override
      public void archive(String path, boolean followLink, String name, OutputStream tar) {
        files.copyOut(container, path, followLink, name, tar, warnings);
      }

      @Override
      public void extract(String directory, InputStream tar, boolean keepOwners) {
        files.copyIn(
            container, directory, tar, keepOwners ? Owners.ARCHIVE : Owners.ROOT, warnings);
      }
    };
  }
}
