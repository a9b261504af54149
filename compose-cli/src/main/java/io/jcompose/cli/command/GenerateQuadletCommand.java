package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.model.error.InvalidComposeFileException;
import io.jcompose.model.error.Problem;
import io.jcompose.model.export.quadlet.QuadletExport;
import io.jcompose.model.export.quadlet.QuadletFiles;
import io.jcompose.model.export.quadlet.QuadletOptions;
import io.jcompose.model.export.quadlet.Remark;
import io.jcompose.model.load.LoadedProject;
import io.jcompose.model.plan.Planner;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.project.Project;
import java.nio.file.Path;

/** {@code jcompose generate quadlet}. */
final class GenerateQuadletCommand implements Runnable {
  private final Tools tools;
  private final UnitOutput output;
  private final Flag user;

  GenerateQuadletCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Write files of which podman's Quadlet makes units of systemd.");
    output = new UnitOutput(tools, syntax);
    user = syntax.flag("--user", "Files for a user's podman, not the system's.");
  }

  @Override
  public void run() {
    LoadedProject loaded = tools.projects().loadForOthers();
    Project project = tools.projects().named(loaded.project(), loaded.variables());
    PodPlan plan =
        new Planner(
                new KnownImages(tools.runtime()), new PodmanContents(tools.projects().contents()))
            .plan(QuadletFiles.plannable(project));
    QuadletExport export =
        QuadletFiles.of(
            project,
            plan,
            new QuadletOptions(user.isSet(), output.directory().map(Path::toString)));
    if (!export.faults().isEmpty()) {
      throw new InvalidComposeFileException(
          export.faults().stream().map(fault -> problem(loaded, fault)).toList());
    }
    export
        .unsaid()
        .forEach(remark -> tools.console().errorLine("warning: " + problem(loaded, remark)));
    output.put(
        export.files().stream()
            .map(file -> new UnitOutput.Written(file.name(), file.text(), file.confidential()))
            .toList());
  }

  private static Problem problem(LoadedProject loaded, Remark remark) {
    return new Problem(
        loaded.place(remark.path().toArray(String[]::new)),
        String.join(".", remark.path()),
        remark.message(),
        "");
  }
}
