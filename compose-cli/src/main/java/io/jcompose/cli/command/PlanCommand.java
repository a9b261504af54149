package io.jcompose.cli.command;

import io.jcompose.model.export.PlanDiagram;
import io.jcompose.model.plan.PlanJson;
import io.jcompose.model.plan.PlanTree;
import io.jcompose.model.plan.PodPlan;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code jcompose plan}. */
@Command(name = "plan", description = "Print what 'up' is to make of the files; starts nothing.")
final class PlanCommand implements Runnable {
  private final Tools tools;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "tree or json; mermaid or svg for a picture.")
  private Format format = Format.TREE;

  PlanCommand(Tools tools) {
    this.tools = tools;
  }

  @Override
  public void run() {
    PodPlan plan = tools.projects().plan(List.of(), new KnownImages(tools.runtime()));
    tools.console().print(text(plan));
  }

  private String text(PodPlan plan) {
    return switch (format) {
      case TREE -> PlanTree.of(plan);
      case JSON -> new PlanJson().writePretty(plan) + "\n";
      case MERMAID -> PlanDiagram.mermaid(plan);
      case SVG -> PlanDiagram.svg(plan);
    };
  }

  /** How the plan is written. */
  enum Format {
    TREE,
    JSON,
    MERMAID,
    SVG
  }
}
