package io.jcompose.cli.command;

import io.jcompose.cli.option.Seconds;
import io.jcompose.cli.option.Syntax;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The option {@code --timeout} of all commands that stop containers. */
final class StopTimeout {
  private final Supplier<Optional<Duration>> given;

  StopTimeout(Syntax syntax) {
    given =
        syntax
            .option(
                "-t, --timeout=SECONDS",
                "Time until what does not stop is killed; 'stop_grace_period' by default.")
            .as(Seconds::parse)
            .optional();
  }

  /** Returns what was given; empty leaves it to each service. */
  Optional<Duration> given() {
    return given.get();
  }
}
