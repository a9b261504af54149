package io.jcompose.cli.supervisor;

import io.jcompose.model.error.JcomposeException;
import io.jcompose.model.plan.PlanJson;

/** The one line that a supervisor tells whoever started it, on its standard output. */
public final class SupervisorReport {
  /** Says that it listens. */
  public static final String READY = "ready";

  private SupervisorReport() {}

  /** Returns the line that says why it cannot supervise. */
  public static String refusal(JcomposeException failure) {
    return new PlanJson()
        .write(new Message.Refused(String.valueOf(failure.getMessage()), failure.hint()));
  }
}
