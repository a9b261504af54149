package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import io.jcompose.model.export.systemd.SystemdUnits;
import io.jcompose.model.export.systemd.UnitOptions;
import io.jcompose.model.plan.PodPlan;
import java.util.ArrayList;
import java.util.List;

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
    List<String> mistakes = new ArrayList<>();
    PodPlan plan = tools.projects().plan(List.of(), new KnownImages(tools.runtime()));
    if (plan.files().stream().anyMatch(file -> !file.startsWith("/"))) {
      mistakes.add("units cannot read a Compose file from standard input; name one with --file");
    }
    UnitOptions options = flags.read(tools, mistakes);
    mistakes.addAll(SystemdUnits.faults(plan, options));
    if (!mistakes.isEmpty()) {
      throw new UsageFailure(
          String.join("\njcompose: ", mistakes),
          "run 'jcompose generate systemd --help' to see what there is");
    }
    output.put(
        SystemdUnits.of(plan, options).stream()
            .map(unit -> new UnitOutput.Written(unit.name(), unit.text(), false))
            .toList());
  }
}
