package io.jcompose.cli.command;

import io.jcompose.cli.option.Seconds;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option {@code --timeout} of all commands that stop containers. */
final class StopTimeout {
  @Option(
      names = {"-t", "--timeout"},
      paramLabel = "SECONDS",
      converter = Seconds.class,
      description = "Time until what does not stop is killed; 'stop_grace_period' by default.")
  private Optional<Duration> given = Optional.empty();

  /** Returns what was given; empty leaves it to each service. */
  Optional<Duration> given() {
    return given;
  }
}
