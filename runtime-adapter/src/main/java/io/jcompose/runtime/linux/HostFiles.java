package io.jcompose.runtime.linux;

import io.jcompose.runtime.host.Host;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the host's own configuration. */
final class HostFiles {
  private HostFiles() {}

  /** Returns the text of a file below the host's root; nothing if there is none. */
  static String read(Host host, String path) {
    Path file = host.root().resolve(path);
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot read " + file + ": " + e.getMessage(), "make the file readable for root", e);
    }
  }
}
