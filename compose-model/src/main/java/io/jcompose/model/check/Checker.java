package io.jcompose.model.check;

import io.jcompose.model.error.Problems;
import io.jcompose.model.merge.MergedTree;
import io.jcompose.model.yaml.TreePath;

/** Checks a merged tree: every key is known and every value of its kind. */
public final class Checker {
  private final CheckContext context;
  private final Problems problems;
  private final Problems warnings;

  /** Creates a checker; what it finds goes to {@code problems} and {@code warnings}. */
  public Checker(CheckContext context, Problems problems, Problems warnings) {
    this.context = context;
    this.problems = problems;
    this.warnings = warnings;
  }

  /** Returns the tree as typed values; incomplete if a problem was found. */
  public CheckedProject check(MergedTree tree) {
    var findings = new Findings(problems, warnings);
    var draft = new ProjectDraft(context);
    KeyRegistry.TOP_LEVEL.read(new Value(tree.top(), TreePath.TOP, findings), draft);
    return draft.build();
  }
}
