package io.jcompose.runtime.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Runs other programs, as a second opinion. */
public final class Programs {
  private Programs() {}

  /**
   * Skips the test, and says why, where a program is missing; in CI it fails instead.
   *
   * @param debianPackage what to install
   */
  public static void need(String program, String debianPackage) {
    boolean found =
        Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin")
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    boolean ci = "true".equals(System.getenv("CI"));
    Assumptions.assumeTrue(
        found || ci, program + " is missing: install the Debian package '" + debianPackage + "'");
  }

  /** Returns the output of a program that must succeed. */
  public static String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(List.of(command) + " failed: " + output);
      }
      return output;
    } catch (IOException e) {
      throw new IllegalStateException(List.of(command) + " cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
