package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.Console;
import io.jcompose.cli.output.JsonText;
import io.jcompose.cli.output.RowTemplate;
import io.jcompose.cli.output.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How a list is written, as {@code --format} says: {@code table}, {@code json}, a template for each
 * row, or {@code table} and a template whose cells tabs divide.
 *
 * @param json whether as JSON
 * @param template empty for the table that the command has of its own
 * @param headed whether the template's rows are a table
 */
record ListFormat(boolean json, Optional<RowTemplate> template, boolean headed) {
  static final ListFormat TABLE = new ListFormat(false, Optional.empty(), true);
  static final ListFormat JSON = new ListFormat(true, Optional.empty(), false);
  private static final String HEADED = "table ";

  /** Declares {@code --format} of a list that is written as JSON with an object a line. */
  static Supplier<ListFormat> option(Syntax syntax) {
    return option(syntax, "an object a line");
  }

  /**
   * Declares {@code --format}.
   *
   * @param json how the list is written as JSON
   */
  static Supplier<ListFormat> option(Syntax syntax, String json) {
    return syntax
        .option("--format=FORMAT", "table, json (" + json + "), or a template.")
        .as(ListFormat::parse)
        .orElse(TABLE);
  }

  /**
   * Reads what is given to {@code --format}.
   *
   * @throws IllegalArgumentException if it is none of the four
   */
  static ListFormat parse(String text) {
    if (text.equalsIgnoreCase("table")) {
      return TABLE;
    }
    if (text.equalsIgnoreCase("json")) {
      return JSON;
    }
    if (!text.contains("{{")) {
      throw new IllegalArgumentException(
          "expected table, json or a template such as '{{.Name}}' but was '" + text + "'");
    }
    boolean headed = text.startsWith(HEADED);
    String template = headed ? text.substring(HEADED.length()) : text;
    return new ListFormat(false, Optional.of(RowTemplate.parse(template)), headed);
  }

  /** Returns whether it is the table that the command has of its own. */
  boolean isTable() {
    return !json && template.isEmpty();
  }

  /** Writes rows; as JSON each on a line of its own. */
  void writeLines(Console console, List<Map<String, Object>> rows, Supplier<Table> table) {
    lines(rows, table).forEach(console::line);
  }

  /** Returns rows as lines; as JSON one each. */
  List<String> lines(List<Map<String, Object>> rows, Supplier<Table> table) {
    return json ? rows.stream().map(JsonText::of).toList() : text(rows, table);
  }

  /** Writes rows; as JSON all in one array. */
  void writeArray(Console console, List<Map<String, Object>> rows, Supplier<Table> table) {
    if (json) {
      console.line(JsonText.of(rows));
    } else {
      text(rows, table).forEach(console::line);
    }
  }

  private List<String> text(List<Map<String, Object>> rows, Supplier<Table> table) {
    if (template.isEmpty()) {
      return table.get().lines();
    }
    return headed
        ? headed(template.get(), rows).lines()
        : rows.stream().map(template.get()::of).toList();
  }

  private static Table headed(RowTemplate template, List<Map<String, Object>> rows) {
    String[] headings = template.headings().split("\t", -1);
    Table table = new Table(headings);
    for (Map<String, Object> row : rows) {
      // a value with a tab of its own ends in the last column
      String[] cells = template.of(row).split("\t", headings.length);
      table.row(cells);
    }
    return table;
  }
}
