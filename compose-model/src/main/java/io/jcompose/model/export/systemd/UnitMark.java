package io.jcompose.model.export.systemd;

import io.jcompose.model.export.unit.UnitText;
import io.jcompose.model.plan.PodPlan;
import java.util.Optional;

/**
 * The lines that tell whose a unit is, for people and for whoever takes it away again. They are
 * comments: systemd has no words for it.
 */
final class UnitMark {
  private static final String PROJECT = "jcompose-project: ";
  private static final String FILE = "jcompose-file: ";

  private UnitMark() {}

  static UnitText write(UnitText unit, PodPlan plan) {
    unit.comment(PROJECT + plan.project().value());
    plan.files().forEach(file -> unit.comment(FILE + file));
    return unit;
  }

  /** Returns the project that a unit's text is of; empty if it has no mark. */
  static Optional<String> projectOf(String text) {
    String begin = UnitText.comment() + PROJECT;
    return text.lines()
        .takeWhile(line -> line.startsWith(UnitText.comment())) // before the first section
        .filter(line -> line.startsWith(begin))
        .map(line -> line.substring(begin.length()))
        .findFirst();
  }
}
