package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/** {@code jcompose completion}. */
final class CompletionCommand implements Runnable {
  private final Tools tools;
  private final Supplier<String> shell;

  CompletionCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Print the script by which a shell completes jcompose's command lines.");
    shell = syntax.argument("SHELL", "bash, zsh or fish.");
  }

  @Override
  public void run() {
    CompletionScript script =
        Arrays.stream(CompletionScript.values())
            .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(shell.get()))
            .findFirst()
            .orElseThrow(
                () ->
                    new UsageFailure(
                        "there is no completion for '" + shell.get() + "'",
                        "name one of bash, zsh, fish"));
    tools.console().print(script.text());
  }
}
