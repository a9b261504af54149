package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import io.jcompose.model.export.PlanDiagram;
import io.jcompose.model.plan.PlanJson;
import io.jcompose.model.plan.PlanTree;
import io.jcompose.model.plan.PodPlan;
import java.util.List;
import java.util.function.Supplier;

/** {@code jcompose plan}. */
final class PlanCommand implements Runnable {
  private final Tools tools;
  private final Supplier<Format> format;

  PlanCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Print what 'up' is to make of the files; starts nothing.");
    format =
        syntax
            .option("--format=FORMAT", "tree or json; mermaid or svg for a picture.")
            .asOneOf(Format.values())
            .orElse(Format.TREE);
  }

  @Override
  public void run() {
    PodPlan plan = tools.projects().plan(List.of(), new KnownImages(tools.runtime()));
    tools.console().print(text(plan));
  }

  private String text(PodPlan plan) {
    return switch (format.get()) {
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
