package io.jcompose.cli.output;

import io.jcompose.scheduler.event.Event;
import io.jcompose.scheduler.event.StepLabel;
import java.util.Locale;

/** A line on standard error for each change. */
final class PlainProgress implements ProgressDisplay, Event.Visitor<String> {
  private final Console console;

  PlainProgress(Console console) {
    this.console = console;
  }

  @Override
  public void on(Event event) {
    String line = event.accept(this);
    if (!line.isEmpty()) {
      console.errorLine(line);
    }
  }

  @Override
  public String stepStarted(Event.StepStarted event) {
    return progress(event.step(), StepWords.doing(event.step()));
  }

  @Override
  public String stepSucceeded(Event.StepSucceeded event) {
    return progress(event.step(), StepWords.done(event.step()));
  }

  private static String progress(StepLabel step, String word) {
    return StepWords.isShown(step) ? " " + StepWords.subject(step) + "  " + word : "";
  }

  @Override
  public String stepFailed(Event.StepFailed event) {
    return " " + StepWords.subject(event.step()) + "  Failed";
  }

  @Override
  public String stepSkipped(Event.StepSkipped event) {
    return progress(event.step(), "Skipped: " + event.because());
  }

  @Override
  public String warning(Event.Warning event) {
    return ""; // the result lists it once more
  }

  @Override
  public String containerExited(Event.ContainerExited event) {
    return " Container " + event.container() + "  Exited (" + event.code() + ")";
  }

  @Override
  public String containerRestarting(Event.ContainerRestarting event) {
    return " Container " + event.container() + "  Restarting in " + Ago.of(event.delay());
  }

  @Override
  public String containerRestarted(Event.ContainerRestarted event) {
    return " Container " + event.container() + "  Restarted";
  }

  @Override
  public String healthChanged(Event.HealthChanged event) {
    String health = event.health().name().toLowerCase(Locale.ROOT);
    return " Container " + event.container() + "  Health: " + health;
  }

  @Override
  public String probed(Event.Probed event) {
    return ""; // only what it makes of the health matters
  }

  @Override
  public String recorded(Event.Recorded event) {
    return ""; // what is worth showing has an event of its own
  }

  @Override
  public void close() {}
}
