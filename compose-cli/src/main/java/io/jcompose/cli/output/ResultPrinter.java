package io.jcompose.cli.output;

import io.jcompose.scheduler.ActionResult;
import io.jcompose.scheduler.ActionResult.Failure;
import java.util.List;

/** Tells on standard error how an action ended. */
public final class ResultPrinter {
  private final Console console;

  /** Creates a printer. */
  public ResultPrinter(Console console) {
    this.console = console;
  }

  /** Shows warnings and failures; nothing where there are none. */
  public void print(ActionResult result) {
    result.warnings().forEach(warning -> console.errorLine("jcompose: warning: " + warning));
    result.failures().forEach(this::print);
  }

  private void print(Failure failure) {
    console.errorLine("jcompose: " + failure.object() + ": " + failure.message());
    if (!failure.hint().isEmpty()) {
      console.errorLine("  hint: " + failure.hint());
    }
    print("what the last health probe wrote", failure.probeOutput());
    print("the last lines it wrote", failure.lastLines());
  }

  private void print(String heading, List<String> lines) {
    if (!lines.isEmpty()) {
      console.errorLine("  " + heading + ":");
      lines.forEach(line -> console.errorLine("    " + line));
    }
  }
}
