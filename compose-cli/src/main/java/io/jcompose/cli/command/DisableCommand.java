package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.systemd.InstalledUnits;
import io.jcompose.cli.systemd.UnitManager;
import io.jcompose.cli.systemd.UnitScope;
import java.util.List;

/** {@code jcompose disable}. Reads no file if the project is named. */
final class DisableCommand implements Runnable {
  private final Tools tools;
  private final Flag now;
  private final Flag user;

  DisableCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Take the project's units from systemd; its containers and data stay.");
    now = syntax.flag("--now", "Stop it too.");
    user = syntax.flag("--user", "Units of the manager of a user, not of the system.");
  }

  @Override
  public void run() {
    UnitScope scope = user.isSet() ? UnitScope.USER : tools.systemd().usualScope();
    UnitManager manager = tools.systemd().manager(scope);
    InstalledUnits installed = tools.systemd().units(scope);
    String project = tools.projects().name().value();
    List<String> units = List.copyOf(installed.of(project).keySet());
    if (units.isEmpty()) {
      tools.console().errorLine("project '" + project + "' has no units of " + scope.described());
      return;
    }
    if (now.isSet()) {
      manager.stop(units);
      units.forEach(unit -> say("stopped", unit));
    }
    manager.disable(units);
    List<String> active = units.stream().filter(unit -> manager.status(unit).isActive()).toList();
    for (String unit : units) {
      installed.remove(unit);
      say("removed", installed.path(unit));
    }
    manager.reload();
    manager.forgetFailures(units);
    if (!active.isEmpty()) {
      tools
          .console()
          .errorLine(
              "what runs goes on until it is stopped: 'jcompose -p " + project + " stop' does");
    }
  }

  private void say(String what, Object which) {
    tools.console().line(what + " " + which);
  }
}
