package io.jcompose.runtime.image.registry;

import io.jcompose.runtime.image.Programs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Debian's {@code docker-registry}, on a port of this machine that the system chose. */
public final class DockerRegistry implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("listening on (127\\.0\\.0\\.1:[0-9]+)");
  private final Process process;
  private final Thread reader;
  private final String authority;

  /**
   * Starts it.
   *
   * @param folder where it keeps everything
   * @param settings of its configuration, below {@code http} and beside it
   */
  public DockerRegistry(Path folder, String settings) {
    Programs.need("docker-registry", "docker-registry");
    String configuration =
        "version: 0.1\n"
            + "log: {level: info, accesslog: {disabled: true}}\n"
            + "storage: {filesystem: {rootdirectory: "
            + folder.resolve("storage")
            + "}, delete: {enabled: true}}\n"
            + "http:\n  addr: 127.0.0.1:0\n  secret: for-tests\n"
            + settings;
    try {
      Path file = Files.writeString(folder.resolve("config.yml"), configuration);
      process =
          new ProcessBuilder("docker-registry", "serve", file.toString())
              .redirectErrorStream(true)
              .start();
      BufferedReader output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      authority = awaitListening(output);
      reader = new Thread(() -> drain(output), "docker-registry");
      reader.start();
    } catch (IOException e) {
      throw new IllegalStateException("docker-registry cannot be started", e);
    }
  }

  private static String awaitListening(BufferedReader output) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.append(line).append('\n');
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        return listening.group(1);
      }
    }
    throw new IllegalStateException("docker-registry ended: " + said);
  }

  private static void drain(BufferedReader output) {
    try {
      while (output.readLine() != null) {
        // it must not wait for a reader
      }
    } catch (IOException e) {
      // closed
    }
  }

  public String authority() {
    return authority;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
      reader.join();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
