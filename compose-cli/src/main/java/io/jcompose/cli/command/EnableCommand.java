package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.systemd.InstalledUnits;
import io.jcompose.cli.systemd.UnitFailure;
import io.jcompose.cli.systemd.UnitManager;
import io.jcompose.cli.systemd.UnitScope;
import io.jcompose.cli.systemd.UnitStatus;
import io.jcompose.model.export.unit.UnitFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code jcompose enable}. */
final class EnableCommand implements Runnable {
  private static final int LAST_WORDS = 10;

  private final Tools tools;
  private final Flag now;
  private final Flag linger;
  private final UnitFlags flags;

  EnableCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Have systemd start the project at boot, by units that are written for it.");
    now = syntax.flag("--now", "Start it too, and return once all its services are ready.");
    linger =
        syntax.flag("--linger", "Have units of a user run from boot on, not only during a login.");
    flags = new UnitFlags(syntax);
  }

  @Override
  public void run() {
    if (flags.template().isSet()) {
      throw new UsageFailure(
          "a template stands for no project that could be enabled",
          "write it with 'jcompose generate systemd --template', and enable an instance with"
              + " systemctl");
    }
    UnitScope scope = flags.user().isSet() ? UnitScope.USER : tools.systemd().usualScope();
    UnitManager manager = tools.systemd().manager(scope);
    WantedUnits wanted =
        WantedUnits.of(
            tools, flags, "enable", options -> options.withUser(scope == UnitScope.USER));
    String project = wanted.plan().project().value();
    InstalledUnits installed = tools.systemd().units(scope);
    refuseTaken(installed, wanted.files(), project);
    install(manager, installed, wanted.files(), project);
    enable(manager, wanted.files());
    if (scope == UnitScope.USER) {
      seeToLingering(manager);
    }
    if (now.isSet()) {
      start(manager, wanted.files());
    }
  }

  private static void refuseTaken(InstalledUnits installed, List<UnitFile> wanted, String project) {
    List<String> taken =
        wanted.stream()
            .map(UnitFile::name)
            .filter(unit -> installed.isTaken(unit, project))
            .map(unit -> installed.path(unit).toString())
            .toList();
    if (!taken.isEmpty()) {
      throw new CommandFailure(
          String.join(", ", taken)
              + (taken.size() == 1 ? " is" : " are")
              + " not of project '"
              + project
              + "'; nothing was changed",
          "give the units other names with --prefix or --name, or remove what is there");
    }
  }

  /** Makes the files what they should be; what is as it should be is left alone. */
  private void install(
      UnitManager manager, InstalledUnits installed, List<UnitFile> wanted, String project) {
    Map<String, String> before = installed.of(project);
    List<String> names = wanted.stream().map(UnitFile::name).toList();
    List<String> gone = before.keySet().stream().filter(unit -> !names.contains(unit)).toList();
    if (!gone.isEmpty()) {
      if (now.isSet()) {
        manager.stop(gone);
      }
      manager.disable(gone);
      gone.forEach(installed::remove);
      gone.forEach(unit -> say("removed", installed.path(unit)));
    }
    boolean changed = !gone.isEmpty();
    for (UnitFile unit : wanted) {
      if (unit.text().equals(before.get(unit.name()))) {
        say("unchanged", installed.path(unit.name()));
        continue;
      }
      String old = before.getOrDefault(unit.name(), unit.text());
      if (now.isSet() && !typeOf(old).equals(typeOf(unit.text()))) {
        manager.stop(List.of(unit.name())); // systemd would take it for what it was
      }
      installed.write(unit);
      changed = true;
      say(before.containsKey(unit.name()) ? "changed" : "written", installed.path(unit.name()));
    }
    if (changed) {
      manager.reload();
    }
  }

  /** Returns the line that says what the unit's processes are to it. */
  private static String typeOf(String unit) {
    return unit.lines().filter(line -> line.startsWith("Type=")).findFirst().orElse("");
  }

  private void enable(UnitManager manager, List<UnitFile> wanted) {
    List<String> units =
        wanted.stream()
            .filter(UnitFile::isInstallable)
            .map(UnitFile::name)
            .filter(unit -> !manager.isEnabled(unit))
            .toList();
    if (!units.isEmpty()) {
      manager.enable(units);
      units.forEach(unit -> say("enabled", unit));
    }
  }

  private void seeToLingering(UnitManager manager) {
    if (tools.systemd().lingers()) {
      return;
    }
    String user = tools.systemd().user();
    if (linger.isSet()) {
      manager.linger();
      say("lingering", user);
      return;
    }
    tools
        .console()
        .errorLine(
            "warning: user '"
                + user
                + "' does not linger: the project starts at a login and is stopped after the last"
                + " one ends; 'loginctl enable-linger' or 'jcompose enable --linger' has it start"
                + " at boot");
  }

  private void start(UnitManager manager, List<UnitFile> wanted) {
    List<String> units = wanted.stream().map(UnitFile::name).toList();
    List<String> idle = units.stream().filter(unit -> !manager.status(unit).isActive()).toList();
    try {
      manager.start(idle);
    } catch (UnitFailure e) {
      throw notStarted(manager, units, e);
    }
    idle.forEach(unit -> say("started", unit));
  }

  /** Says which units did not start, and what they said; systemd itself says only that one did. */
  private static CommandFailure notStarted(
      UnitManager manager, List<String> units, UnitFailure failure) {
    List<String> words = new ArrayList<>();
    for (String unit : units) {
      UnitStatus status = manager.status(unit);
      if (!status.isActive()) {
        words.add(unit + " is " + status.active() + " (" + status.result() + ")");
        manager.lastWords(unit, LAST_WORDS).forEach(line -> words.add("  " + line));
      }
    }
    return new CommandFailure(
        "enabled, but not started: " + failure.getMessage() + "\n" + String.join("\n", words),
        "see 'jcompose status'; systemd may go on trying",
        failure);
  }

  private void say(String what, Object which) {
    tools.console().line(what + " " + which);
  }
}
