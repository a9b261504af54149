package io.jcompose.cli.supervisor;

import io.jcompose.model.value.ProjectName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The files of one project's supervisor.
 *
 * @param directory the project's folder in the run directory; the runtime keeps files there too
 */
record RunFiles(Path directory) {
  static RunFiles of(Path run, ProjectName project) {
    return new RunFiles(run.resolve("projects").resolve(project.value()));
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

  /** Makes the folder, for root's eyes only. */
  void makeDirectory() throws IOException {
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }
}
