package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.Ago;
import io.jcompose.cli.output.JsonText;
import io.jcompose.cli.output.Table;
import io.jcompose.cli.systemd.UnitManager;
import io.jcompose.cli.systemd.UnitScope;
import io.jcompose.cli.systemd.UnitStatus;
import io.jcompose.model.value.ProjectName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * {@code jcompose status}: the project as systemd sees it, and its services. Ends as {@code
 * systemctl status} does.
 */
final class StatusCommand implements Callable<Integer> {
  private static final int ACTIVE = 0;
  private static final int NOT_ACTIVE = 3;
  private static final int NO_UNIT = 4;
  private static final int LAST_WORDS = 10;

  private final Tools tools;
  private final Flag quiet;
  private final Flag user;
  private final Supplier<Form> format;

  /** How it is written. */
  private enum Form {
    TABLE,
    JSON
  }

  StatusCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Show the project's units, what they wrote last, and its services.");
    quiet = syntax.flag("-q, --quiet", "Show nothing; the exit code tells.");
    user = syntax.flag("--user", "Units of the manager of a user, not of the system.");
    format =
        syntax
            .option("--format=FORMAT", "table or json.")
            .asOneOf(Form.values())
            .orElse(Form.TABLE);
    syntax.exitCodes(
        new TreeMap<>(
            Map.of(
                Integer.toString(ACTIVE), "all units are active",
                Integer.toString(NOT_ACTIVE), "some unit is not active",
                Integer.toString(NO_UNIT), "the project has no units")));
  }

  @Override
  public Integer call() {
    UnitScope scope = user.isSet() ? UnitScope.USER : tools.systemd().usualScope();
    UnitManager manager = tools.systemd().manager(scope);
    ProjectName project = tools.projects().name();
    List<UnitStatus> units =
        tools.systemd().units(scope).of(project.value()).keySet().stream()
            .map(manager::status)
            .toList();
    if (!quiet.isSet()) {
      if (format.get() == Form.JSON) {
        tools.console().line(JsonText.of(map(project, scope, manager, units)));
      } else {
        show(project, scope, manager, units);
      }
    }
    return code(units);
  }

  private static int code(List<UnitStatus> units) {
    if (units.isEmpty()) {
      return NO_UNIT;
    }
    return units.stream().allMatch(UnitStatus::isActive) ? ACTIVE : NOT_ACTIVE;
  }

  private void show(
      ProjectName project, UnitScope scope, UnitManager manager, List<UnitStatus> units) {
    Instant now = tools.clock().instant();
    if (units.isEmpty()) {
      tools.console().errorLine("project '" + project + "' has no units of " + scope.described());
    } else {
      Table table = new Table("UNIT", "ACTIVE", "ENABLED", "SINCE", "PID", "STATUS");
      units.forEach(
          unit ->
              table.row(
                  unit.name(),
                  unit.active() + " (" + unit.sub() + ")",
                  unit.enabled(),
                  unit.since().map(since -> ago(since, now)).orElse(""),
                  unit.mainPid().isPresent() ? Long.toString(unit.mainPid().getAsLong()) : "",
                  unit.said()));
      table.lines().forEach(tools.console()::line);
      if (scope == UnitScope.USER) {
        tools
            .console()
            .line(
                "user "
                    + tools.systemd().user()
                    + (tools.systemd().lingers()
                        ? " lingers"
                        : " does not linger: units run during a login only"));
      }
    }
    showServices(project, now);
    for (UnitStatus unit : units) {
      List<String> words = manager.lastWords(unit.name(), LAST_WORDS);
      if (!words.isEmpty()) {
        tools.console().line("");
        tools.console().line(unit.name() + ":");
        words.forEach(line -> tools.console().line("  " + line));
      }
    }
  }

  private void showServices(ProjectName project, Instant now) {
    List<ContainerRow> rows = rows(project);
    if (!rows.isEmpty()) {
      Table table = new Table("SERVICE", "CONTAINER", "STATUS");
      rows.forEach(row -> table.row(row.service(), row.name(), row.status(now)));
      tools.console().line("");
      table.lines().forEach(tools.console()::line);
    }
  }

  /** Looks only: to start a supervisor is systemd's part here. */
  private List<ContainerRow> rows(ProjectName project) {
    ProjectState state = ProjectState.read(project, tools.runtime().get());
    return state.containers().stream()
        .filter(container -> !container.spec().plan().isOneOff())
        .map(container -> ContainerRow.of(container, List.of(), ProbeLog.NONE))
        .toList();
  }

  private Map<String, Object> map(
      ProjectName project, UnitScope scope, UnitManager manager, List<UnitStatus> units) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("Project", project.value());
    map.put("Scope", scope.name().toLowerCase(Locale.ROOT));
    if (scope == UnitScope.USER) {
      map.put("Lingering", tools.systemd().lingers());
    }
    map.put("Units", units.stream().map(unit -> map(unit, manager)).toList());
    List<Map<String, Object>> services = new ArrayList<>();
    for (ContainerRow row : rows(project)) {
      Map<String, Object> service = new LinkedHashMap<>();
      service.put("Service", row.service());
      service.put("Name", row.name());
      service.put("State", row.state().name().toLowerCase(Locale.ROOT));
      service.put("Health", row.health());
      service.put("ExitCode", row.exitCode());
      services.add(service);
    }
    map.put("Services", services);
    return map;
  }

  private static Map<String, Object> map(UnitStatus unit, UnitManager manager) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("Name", unit.name());
    map.put("Load", unit.load());
    map.put("Active", unit.active());
    map.put("Sub", unit.sub());
    map.put("Enabled", unit.enabled());
    map.put("Since", unit.since().map(Instant::toString).orElse(""));
    map.put("MainPid", unit.mainPid().orElse(0));
    map.put("Status", unit.said());
    map.put("Result", unit.result());
    map.put("Restarts", unit.restarts());
    map.put("Journal", manager.lastWords(unit.name(), LAST_WORDS));
    return map;
  }

  private static String ago(Instant since, Instant now) {
    return Ago.of(Duration.between(since, now)) + " ago";
  }
}
