package io.jcompose.tests.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs other programs and tells what they said. None may take longer than two minutes. */
public final class Shell {
  private static final long PATIENCE_SECONDS = 120;

  private Shell() {}

  /** How a program ended and what it wrote. */
  public record Result(int exitCode, String output, String error) {
    /** Returns its standard output, once it is sure that it succeeded. */
    public String succeeded() {
      if (exitCode != 0) {
        throw new AssertionError("exit code " + exitCode + "\n" + output + error);
      }
      return output;
    }
  }

  /** Runs a program in {@code directory} and waits for its end. */
  public static Result run(Path directory, Map<String, String> environment, List<String> command) {
    try {
      Path output = Files.createTempFile("jcompose-test", ".out");
      Path error = Files.createTempFile("jcompose-test", ".err");
      try {
        // files, not pipes: a detached supervisor may hold what it inherited open
        Process process = start(directory, environment, command, output, error);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError(
              command + " did not end\n" + Files.readString(output) + Files.readString(error));
        }
        return new Result(process.exitValue(), read(output), read(error));
      } finally {
        Files.delete(output);
        Files.delete(error);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while " + command + " ran", e);
    }
  }

  /** Runs a program in the root directory with this process's environment. */
  public static Result run(String... command) {
    return run(Path.of("/"), Map.of(), List.of(command));
  }

  /** Returns what a program of the host writes in a process's network namespace. */
  public static String inside(long pid, String... command) {
    List<String> words = new ArrayList<>(List.of("nsenter", "-t", Long.toString(pid), "-n"));
    words.addAll(List.of(command));
    return run(Path.of("/"), Map.of(), words).succeeded();
  }

  /** Returns whether this host has a program of that name. */
  public static boolean has(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  /** Starts a program whose output goes to files, and returns at once. */
  public static Process start(
      Path directory,
      Map<String, String> environment,
      List<String> command,
      Path output,
      Path error) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(output.toFile())
            .redirectError(error.toFile());
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
