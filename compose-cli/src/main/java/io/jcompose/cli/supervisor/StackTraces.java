package io.jcompose.cli.supervisor;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Failures as text, to be told to another process. */
final class StackTraces {
  private StackTraces() {}

  /** Returns what {@link Throwable#printStackTrace()} shows. */
  static String of(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
