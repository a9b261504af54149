package io.jcompose.scheduler.runtime;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A further program for a running container.
 *
 * @param arguments the program and its arguments; never empty
 * @param environment added to the container's own
 * @param user as {@code user:} writes it; empty means the container's
 * @param workingDirectory empty means the container's
 * @param privileged whether it has all capabilities and may make every system call
 */
public record ExecSpec(
    List<String> arguments,
    Map<String, String> environment,
    Optional<String> user,
    Optional<String> workingDirectory,
    Streams streams,
    boolean privileged) {

  /** Describes a program that may do what the container's own may. */
  public ExecSpec(
      List<String> arguments,
      Map<String, String> environment,
      Optional<String> user,
      Optional<String> workingDirectory,
      Streams streams) {
    this(arguments, environment, user, workingDirectory, streams, false);
  }

  public ExecSpec {
    arguments = List.copyOf(arguments);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }

  /** Says no value of a variable: these are often secrets, and this may end in a log. */
  @Override
  public String toString() {
    return "ExecSpec[program=" + arguments.get(0) + ", environment=" + environment.keySet() + "]";
  }

  /** Where its input comes from and its output goes to. */
  public sealed interface Streams {
    /** The standard streams of this process, handed on as they are. */
    record Inherited() implements Streams {}

    /**
     * A new terminal of the container's, joined to the terminal of this process, which is put into
     * raw mode meanwhile; window sizes follow.
     */
    record Terminal() implements Streams {}

    /**
     * No input, and output that nobody sees. The program is not waited for: it runs on, whatever
     * becomes of this process.
     */
    record Discarded() implements Streams {}

    /** Streams of this process's own. None is closed; {@code input} is read until its end. */
    record Piped(InputStream input, OutputStream output, OutputStream error) implements Streams {}
  }
}
