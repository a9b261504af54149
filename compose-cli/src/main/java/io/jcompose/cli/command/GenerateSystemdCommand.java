package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import java.util.function.UnaryOperator;

/** {@code jcompose generate systemd}. */
final class GenerateSystemdCommand implements Runnable {
  private final Tools tools;
  private final UnitOutput output;
  private final UnitFlags flags;

  GenerateSystemdCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Write units of systemd that start, supervise and stop the project.");
    output = new UnitOutput(tools, syntax);
    flags = new UnitFlags(syntax);
  }

  @Override
  public void run() {
    output.put(
        WantedUnits.of(tools, flags, "generate systemd", UnaryOperator.identity()).files().stream()
            .map(unit -> new UnitOutput.Written(unit.name(), unit.text(), false))
            .toList());
  }
}
