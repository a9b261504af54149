package io.jcompose.cli;

import io.jcompose.cli.command.CommandTree;
import io.jcompose.cli.command.Tools;
import io.jcompose.cli.option.GlobalOptions;
import io.jcompose.cli.output.Console;
import io.jcompose.cli.output.TerminalFacts;
import io.jcompose.runtime.host.Host;
import java.util.Optional;

/** The only place that says {@code new} to the big parts: how the program hangs together. */
final class Wiring {
  private final Host host;

  Wiring(Host host) {
    this.host = host;
  }

  CommandTree commands() {
    Console console = Console.real(TerminalFacts.of(host.proc().resolve("self/fd"), () -> 80));
    return new CommandTree(new Tools(console, new GlobalOptions(), version()));
  }

  private static String version() {
    return Optional.ofNullable(Wiring.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
