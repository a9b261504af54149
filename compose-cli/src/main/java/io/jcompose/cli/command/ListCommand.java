package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.Table;
import io.jcompose.model.value.ProjectName;
import io.jcompose.scheduler.runtime.Projects;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** {@code jcompose ls}. */
final class ListCommand implements Runnable {
  private final Tools tools;
  private final Flag all;
  private final Flag quiet;
  private final Supplier<List<Pattern>> filters;
  private final Supplier<ListFormat> format;

  ListCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("List the projects of this host; those of which something runs by default.");
    all = syntax.flag("-a, --all", "List projects of which nothing runs too.");
    quiet = syntax.flag("-q, --quiet", "Print names only.");
    filters =
        syntax
            .option("--filter=name=REGEX", "Only projects whose name holds a match of REGEX.")
            .as(ListCommand::name)
            .repeated();
    format = ListFormat.option(syntax, "an array");
  }

  private static Pattern name(String filter) {
    if (!filter.startsWith("name=")) {
      throw new IllegalArgumentException(
          "projects can be filtered as 'name=REGEX' only, not by '" + filter + "'");
    }
    try {
      return Pattern.compile(filter.substring("name=".length()));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'" + e.getPattern() + "' is not a regular expression: " + e.getDescription(), e);
    }
  }

  @Override
  public void run() {
    List<Projects.Recorded> projects =
        tools.runtime().get().projects().list().stream().filter(this::isMeant).toList();
    Map<Projects.Recorded, ProjectSummary> summaries = new LinkedHashMap<>();
    for (Projects.Recorded project : projects) {
      ProjectSummary summary =
          ProjectSummary.of(project.plan().project(), tools.runtime().get(), tools.supervisors());
      if (all.isSet() || summary.isAlive()) {
        summaries.put(project, summary);
      }
    }
    if (quiet.isSet()) {
      summaries.keySet().forEach(project -> tools.console().line(name(project).value()));
      return;
    }
    List<Map<String, Object>> rows = summaries.entrySet().stream().map(ListCommand::row).toList();
    format.get().writeArray(tools.console(), rows, () -> table(rows));
  }

  private boolean isMeant(Projects.Recorded project) {
    return filters.get().isEmpty()
        || filters.get().stream().anyMatch(filter -> filter.matcher(name(project).value()).find());
  }

  private static ProjectName name(Projects.Recorded project) {
    return project.plan().project();
  }

  private static Map<String, Object> row(Map.Entry<Projects.Recorded, ProjectSummary> project) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("Name", name(project.getKey()).value());
    row.put("Status", project.getValue().text());
    row.put("ConfigFiles", String.join(",", project.getKey().plan().files()));
    return row;
  }

  private static Table table(List<Map<String, Object>> rows) {
    Table table = new Table("NAME", "STATUS", "CONFIG FILES");
    rows.forEach(row -> table.row(row.values().toArray(String[]::new)));
    return table;
  }
}
