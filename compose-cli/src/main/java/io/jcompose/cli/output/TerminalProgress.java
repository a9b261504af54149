package io.jcompose.cli.output;

import io.jcompose.cli.output.LivePicture.Mood;
import io.jcompose.model.value.ContainerName;
import io.jcompose.scheduler.event.Event;
import io.jcompose.scheduler.event.StepLabel;
import java.util.Locale;
import java.util.Optional;

/** A line for each thing that is worked on, drawn anew in place at every change. */
final class TerminalProgress
    implements ProgressDisplay, Event.Visitor<Optional<TerminalProgress.Change>> {
  private final LivePicture picture;

  TerminalProgress(Console console, Colours colours) {
    this.picture = new LivePicture(console, colours);
  }

  @Override
  public synchronized void on(Event event) {
    event
        .accept(this)
        .ifPresent(
            change -> {
              picture.put(change.mood(), change.subject(), change.word(), event.at());
              picture.draw();
            });
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
}
