package io.jcompose.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A line on a terminal for each thing that is worked on, drawn anew in place. Where the terminal
 * has fewer lines than that, the last ones are seen. For one thread at a time.
 */
final class LivePicture {
  private static final String CLEAR_LINE = "\u001b[2K";

  private final Console console;
  private final Colours colours;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private int drawn;

  LivePicture(Console console, Colours colours) {
    this.console = console;
    this.colours = colours;
  }

  /** How a line looks. */
  enum Mood {
    WORKING("⠿"),
    DONE("✔"),
    FAILED("✘"),
    NOTE("!");

    private final String mark;

    Mood(String mark) {
      this.mark = mark;
    }
  }

  /** Puts a line about {@code subject} into the picture, in place of what it said before. */
  void put(Mood mood, String subject, String word, Instant at) {
    Line earlier = lines.get(subject);
    Instant since =
        earlier == null || (mood == Mood.WORKING && earlier.mood() != Mood.WORKING)
            ? at
            : earlier.since();
    lines.put(subject, new Line(mood, word, since, at));
  }

  /** Shows the picture as it is now. */
  void draw() {
    draw(lines.entrySet().stream().map(line -> new Row(line.getKey(), line.getValue())).toList());
  }

  /** Shows these lines, of which there are no fewer than the last time. */
  void draw(List<Row> rows) {
    TerminalFacts.Size size = console.facts().size().get();
    int room = Math.max(1, size.rows() - 1);
    StringBuilder picture = new StringBuilder();
    if (drawn > 0) {
      picture.append("\u001b[").append(drawn).append("A"); // up to the first line
    }
    int width = rows.stream().mapToInt(row -> row.subject().length()).max().orElse(0);
    rows.stream()
        .skip(Math.max(0, rows.size() - room))
        .forEach(
            row ->
                picture
                    .append(CLEAR_LINE)
                    .append(text(row.subject(), row.line(), width, size.columns()))
                    .append("\n"));
    drawn = Math.min(room, rows.size());
    console.errorPrint(picture.toString());
  }

  private String text(String subject, Line line, int width, int columns) {
    String seconds =
        String.format(
            Locale.ROOT, "%.1fs", Duration.between(line.since(), line.at()).toMillis() / 1000.0);
    String text = subject + " ".repeat(width - subject.length()) + "  " + line.word();
    int room = Math.max(10, columns - seconds.length() - 5);
    String fitting = text.length() > room ? text.substring(0, room - 1) + "…" : text;
    String painted = " " + line.mood().mark + " " + fitting;
    String padding = " ".repeat(Math.max(1, room - fitting.length()));
    return paint(line.mood(), painted) + padding + seconds;
  }

  private String paint(Mood mood, String text) {
    return switch (mood) {
      case DONE -> colours.good(text);
      case FAILED -> colours.bad(text);
      case WORKING, NOTE -> colours.warning(text);
    };
  }

  /** What is said about something. */
  record Line(Mood mood, String word, Instant since, Instant at) {}

  /** What is said about what. */
  record Row(String subject, Line line) {}
}
