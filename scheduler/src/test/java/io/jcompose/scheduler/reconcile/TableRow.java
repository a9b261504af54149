package io.jcompose.scheduler.reconcile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One row of a table of what the reconciler decides, as it is written in a text file:
 *
 * <pre>
 * ## what the row is about, a sentence
 * stands
 *   the Compose file that was brought up; left out, nothing stands there
 * but
 *   how what stands there differs from a project that was brought up and runs, a fact a line
 * wanted
 *   the Compose file as it is now; left out, it is the one that was brought up
 * $ the command
 *   the plan, a step a line; none if nothing is to be done
 *   warning: what the user is told
 * </pre>
 */
record TableRow(
    String sentence,
    Optional<String> stands,
    List<String> but,
    Optional<String> wanted,
    String command,
    String expected) {
  private static final String TITLE = "## ";
  private static final String COMMAND = "$ ";

  @Override
  public String toString() {
    return sentence;
  }

  /** Returns the rows of a file beside this class's package. */
  static List<TableRow> of(String file) {
    List<TableRow> rows = new ArrayList<>();
    Lines lines = null;
    for (String line : text(file).lines().toList()) {
      if (line.startsWith(TITLE)) {
        if (lines != null) {
          rows.add(lines.row());
        }
        lines = new Lines(line.substring(TITLE.length()));
      } else if (lines != null && !line.isBlank()) {
        lines.add(line);
      }
    }
    if (lines != null) {
      rows.add(lines.row());
    }
    return rows;
  }

  private static String text(String file) {
    try (var stream = TableRow.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalArgumentException("there is no file " + file);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of one row, sorted by what they belong to. */
  private static final class Lines {
    private final String sentence;
    private final Map<String, StringBuilder> sections = new HashMap<>();
    private String section = "";
    private String command = "";

    Lines(String sentence) {
      this.sentence = sentence;
    }

    void add(String line) {
      if (line.startsWith("  ")) {
        sections
            .computeIfAbsent(section, unused -> new StringBuilder())
            .append(line.substring(2))
            .append('\n');
        return;
      }
      if (line.startsWith(COMMAND)) {
        command = line.substring(COMMAND.length());
        section = COMMAND;
      } else {
        section = line;
      }
      sections.computeIfAbsent(section, unused -> new StringBuilder());
    }

    TableRow row() {
      return new TableRow(
          sentence,
          section("stands"),
          section("but").map(text -> text.lines().toList()).orElse(List.of()),
          section("wanted"),
          command,
          section(COMMAND).orElse(""));
    }

    private Optional<String> section(String name) {
      return Optional.ofNullable(sections.get(name)).map(StringBuilder::toString);
    }
  }
}
