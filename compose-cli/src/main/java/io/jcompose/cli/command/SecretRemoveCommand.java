package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.model.error.JcomposeException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** {@code jcompose secret rm}. Containers that run keep what they were given. */
final class SecretRemoveCommand implements Callable<Integer> {
  private final Tools tools;
  private final Flag ignore;
  private final Supplier<List<String>> names;

  SecretRemoveCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Remove secrets.");
    ignore = syntax.flag("-i, --ignore", "Do not mind secrets that are not there.");
    names = syntax.oneOrMoreArguments("NAME", "Which ones.");
  }

  /** Goes on after one that cannot be removed, and tells of each. */
  @Override
  public Integer call() {
    FailureReport report = new FailureReport(tools.console());
    int worst = 0;
    for (String name : names.get()) {
      try {
        remove(name);
      } catch (JcomposeException e) {
        worst = Math.max(worst, report.failure(e, tools.options().debug()).number());
      }
    }
    return worst;
  }

  private void remove(String name) {
    if (tools.runtime().get().secrets().remove(SecretArguments.name(name))) {
      tools.console().line(name);
    } else if (!ignore.isSet()) {
      throw SecretArguments.unknown(name);
    }
  }
}
