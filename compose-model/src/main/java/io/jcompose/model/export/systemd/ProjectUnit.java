package io.jcompose.model.export.systemd;

import io.jcompose.model.export.unit.UnitFile;
import io.jcompose.model.export.unit.UnitText;
import io.jcompose.model.plan.PodPlan;

/** The one unit of a project: its process is the project's supervisor. */
final class ProjectUnit {
  /** What {@code up} ends with after a signal told it to stop everything. */
  private static final String STOPPED_BY_SIGNAL = "130";

  private final PodPlan plan;
  private final UnitOptions options;

  ProjectUnit(PodPlan plan, UnitOptions options) {
    this.plan = plan;
    this.options = options;
  }

  UnitFile file() {
    UnitParts parts = new UnitParts(plan, options);
    UnitText unit = parts.begun("jcompose project " + parts.described());
    parts.addHost(unit);
    unit.section("Service")
        .comment("'up' tells when all conditions of the file are met; nobody else may tell it")
        .set("Type", "notify")
        .set("NotifyAccess", "main");
    parts.addEnvironment(unit);
    unit.set("ExecStart", parts.onFiles("up"))
        .set("ExecReload", parts.onFiles("up", "--detach"))
        .set("ExecStop", parts.onProject("stop"))
        .set("Restart", options.restart().toString())
        .comment("not at once: a start that fails again and again is not to keep the host busy")
        .set("RestartSec", "5")
        .set("SuccessExitStatus", STOPPED_BY_SIGNAL)
        .set("TimeoutStartSec", parts.startTimeout(plan.services()))
        .set("TimeoutStopSec", parts.stopTimeout(plan.services()));
    parts.addKeeping(unit);
    parts.addInstallation(unit);
    return new UnitFile(new UnitNames(plan, options).project(), unit.toString());
  }
}
