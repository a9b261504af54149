package io.jcompose.cli.output;

import io.jcompose.model.value.ContainerName;
import io.jcompose.scheduler.event.Event;
import io.jcompose.scheduler.event.StepLabel;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A line for each thing that is worked on, drawn anew in place at every change. Where the terminal
 * has fewer lines than that, the last ones are seen.
 */
final class TerminalProgress
    implements ProgressDisplay, Event.Visitor<Optional<TerminalProgress.Change>> {
  private static final String CLEAR_LINE = "\u001b[2K";

  private final Console console;
  private final Colours colours;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private int drawn;

  TerminalProgress(Console console, Colours colours) {
    this.console = console;
    this.colours = colours;
  }

  @Override
  public synchronized void on(Event event) {
    event
        .accept(this)
        .ifPresent(
            change -> {
              show(change, event.at());
              draw();
            });
  }

  private void draw() {
    TerminalFacts.Size size = console.facts().size().get();
    int room = Math.max(1, size.rows() - 1);
    StringBuilder picture = new StringBuilder();
    if (drawn > 0) {
      picture.append("\u001b[").append(drawn).append("A"); // up to the first line
    }
    int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
    lines.entrySet().stream()
        .skip(Math.max(0, lines.size() - room))
        .forEach(
            entry ->
                picture
                    .append(CLEAR_LINE)
                    .append(row(entry.getKey(), entry.getValue(), width, size.columns()))
                    .append("\n"));
    drawn = Math.min(room, lines.size());
    console.errorPrint(picture.toString());
  }

  private String row(String subject, Line line, int width, int columns) {
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

  private void show(Change change, Instant at) {
    Line earlier = lines.get(change.subject());
    Instant since = earlier == null || change.mood() == Mood.WORKING ? at : earlier.since();
    lines.put(change.subject(), new Line(change.mood(), change.word(), since, at));
  }

  private static Optional<Change> change(Mood mood, StepLabel step, String word) {
    return Optional.of(new Change(mood, StepWords.subject(step), word));
  }

  private static Optional<Change> shown(Mood mood, StepLabel step, String word) {
    return StepWords.isShown(step) ? change(mood, step, word) : Optional.empty();
  }

  private static Optional<Change> note(ContainerName container, String word) {
    return Optional.of(new Change(Mood.NOTE, "Container " + container, word));
  }

  @Override
  public Optional<Change> stepStarted(Event.StepStarted event) {
    return shown(Mood.WORKING, event.step(), StepWords.doing(event.step()));
  }

  @Override
  public Optional<Change> stepSucceeded(Event.StepSucceeded event) {
    return shown(Mood.DONE, event.step(), StepWords.done(event.step()));
  }

  @Override
  public Optional<Change> stepFailed(Event.StepFailed event) {
    return change(Mood.FAILED, event.step(), "Failed");
  }

  @Override
  public Optional<Change> stepSkipped(Event.StepSkipped event) {
    return shown(Mood.NOTE, event.step(), "Skipped: " + event.because());
  }

  @Override
  public Optional<Change> warning(Event.Warning event) {
    return Optional.empty(); // the result lists it once more
  }

  @Override
  public Optional<Change> containerExited(Event.ContainerExited event) {
    return note(event.container(), "Exited (" + event.code() + ")");
  }

  @Override
  public Optional<Change> containerRestarting(Event.ContainerRestarting event) {
    return note(event.container(), "Restarting in " + Ago.of(event.delay()));
  }

  @Override
  public Optional<Change> containerRestarted(Event.ContainerRestarted event) {
    return note(event.container(), "Restarted");
  }

  @Override
  public Optional<Change> healthChanged(Event.HealthChanged event) {
    return note(event.container(), "Health: " + event.health().name().toLowerCase(Locale.ROOT));
  }

  @Override
  public Optional<Change> probed(Event.Probed event) {
    return Optional.empty(); // only what it makes of the health matters
  }

  @Override
  public Optional<Change> recorded(Event.Recorded event) {
    return Optional.empty(); // what is worth showing has an event of its own
  }

  @Override
  public void close() {}

  /** What an event changes in the picture. */
  record Change(Mood mood, String subject, String word) {}

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

  private record Line(Mood mood, String word, Instant since, Instant at) {}
}
