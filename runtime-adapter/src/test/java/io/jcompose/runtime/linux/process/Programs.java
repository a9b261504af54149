package io.jcompose.runtime.linux.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Another program's opinion. */
final class Programs {
  private Programs() {}

  /** Returns what the command printed, and fails unless it ended well. */
  static String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(List.of(command) + " failed: " + output);
      }
      return output.strip();
    } catch (IOException e) {
      throw new AssertionError("cannot run " + List.of(command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(List.of(command) + " was interrupted", e);
    }
  }
}
