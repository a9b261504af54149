package io.jcompose.cli.command;

import io.jcompose.cli.output.Console;
import io.jcompose.model.load.LoadedProject;
import java.util.List;
import picocli.CommandLine.Command;

/**
 * {@code jcompose warm-up}: does what many commands do and changes nothing, so that the launcher's
 * archive of classes has what they need.
 */
@Command(name = "warm-up", hidden = true, description = "Use the classes that commands need.")
final class WarmUpCommand implements Runnable {
  private final Tools tools;

  WarmUpCommand(Tools tools) {
    this.tools = tools;
  }

  @Override
  public void run() {
    Console console = tools.console();
    LoadedProject loaded = tools.projects().load(List.of());
    console.print(loaded.resolved().toYaml());
    console.print(loaded.resolved().toJson());
    console.line(loaded.runnable().name().value());
    ProjectState state =
        ProjectState.supervised(
            loaded.resolved().name(), tools.runtime().get(), tools.supervisors());
    state.of(state.select(List.of())).forEach(row -> console.line(row.name().value()));
  }
}
