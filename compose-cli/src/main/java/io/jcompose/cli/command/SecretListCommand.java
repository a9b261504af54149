package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.Ago;
import io.jcompose.cli.output.Table;
import io.jcompose.model.error.JcomposeException;
import io.jcompose.model.value.SecretName;
import io.jcompose.scheduler.runtime.SecretStatus;
import io.jcompose.scheduler.runtime.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** {@code jcompose secret ls}. */
final class SecretListCommand implements Callable<Integer> {
  private final Tools tools;
  private final Flag quiet;
  private final Supplier<ListFormat> format;

  SecretListCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("List the secrets of this host.");
    quiet = syntax.flag("-q, --quiet", "Print names only.");
    format = ListFormat.option(syntax);
  }

  /** Lists what can be read, and tells of each that cannot. */
  @Override
  public Integer call() {
    Secrets secrets = tools.runtime().get().secrets();
    if (quiet.isSet()) {
      secrets.names().forEach(name -> tools.console().line(name.value()));
      return 0;
    }
    FailureReport report = new FailureReport(tools.console());
    List<SecretStatus> found = new ArrayList<>();
    int worst = 0;
    for (SecretName name : secrets.names()) {
      try {
        secrets.find(name).ifPresent(found::add);
      } catch (JcomposeException e) {
        worst = Math.max(worst, report.failure(e, tools.options().debug()).number());
      }
    }
    print(found);
    return worst;
  }

  private void print(List<SecretStatus> secrets) {
    List<Map<String, Object>> rows = secrets.stream().map(SecretArguments::toMap).toList();
    format.get().writeLines(tools.console(), rows, () -> table(secrets));
  }

  private Table table(List<SecretStatus> secrets) {
    Table table = new Table("NAME", "CREATED", "UPDATED");
    secrets.forEach(
        secret -> table.row(secret.name().value(), ago(secret.created()), ago(secret.changed())));
    return table;
  }

  private String ago(Instant then) {
    return Ago.of(Duration.between(then, tools.clock().instant())) + " ago";
  }
}
