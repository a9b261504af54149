package io.jcompose.cli.supervisor;

import io.jcompose.model.value.ProjectName;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The files of one project's supervisor.
 *
 * @param run the run directory
 * @param directory the project's folder in the run directory; the runtime keeps files there too
 */
record RunFiles(Path run, Path directory) {
  static RunFiles of(Path run, ProjectName project) {
    return new RunFiles(run, projects(run).resolve(project.value()));
  }

  private static Path projects(Path run) {
    return run.resolve("projects");
  }

  /** Returns the file that the supervisor holds locked. */
  Path lock() {
    return directory.resolve("supervisor.lock");
  }

  /** Returns the socket it listens on. */
  Path socket() {
    return directory.resolve("supervisor.sock");
  }

  /** Returns the file that gets what it writes once it is detached. */
  Path log() {
    return directory.resolve("supervisor.log");
  }

  /** Removes the folder, and those it is in up to the run directory, as far as they are empty. */
  void removeDirectories() throws IOException {
    for (Path folder : List.of(directory, projects(run), run)) {
      try {
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException e) {
        return; // another project is, or the runtime keeps files as long as this one is
      }
    }
  }

  /** Makes the folder, for root's eyes only. */
  void makeDirectory() throws IOException {
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }
}
