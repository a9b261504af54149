package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.JsonText;
import io.jcompose.scheduler.runtime.Secrets;
import java.util.List;
import java.util.function.Supplier;

/** {@code jcompose secret inspect}. */
final class SecretInspectCommand implements Runnable {
  private final Tools tools;
  private final Supplier<List<String>> names;

  SecretInspectCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Print all about secrets but their contents, as a JSON array.");
    names = syntax.oneOrMoreArguments("NAME", "Which ones.");
  }

  @Override
  public void run() {
    Secrets secrets = tools.runtime().get().secrets();
    tools
        .console()
        .line(
            JsonText.of(
                names.get().stream()
                    .map(name -> SecretArguments.existing(secrets, name))
                    .map(SecretArguments::toMap)
                    .toList()));
  }
}
