package io.jcompose.cli.output;

import io.jcompose.scheduler.event.StepLabel;
import java.util.Map;
import java.util.Set;

/** What displays call a step, as docker compose words it: {@code Container shop-db-1 Started}. */
final class StepWords {
  private static final Map<String, Words> KNOWN =
      Map.ofEntries(
          Map.entry("create", new Words("Creating", "Created")),
          Map.entry("recreate", new Words("Recreating", "Recreated")),
          Map.entry("start", new Words("Starting", "Started")),
          Map.entry("stop", new Words("Stopping", "Stopped")),
          Map.entry("kill", new Words("Killing", "Killed")),
          Map.entry("pause", new Words("Pausing", "Paused")),
          Map.entry("unpause", new Words("Unpausing", "Unpaused")),
          Map.entry("remove", new Words("Removing", "Removed")),
          Map.entry("record", new Words("Recording", "Recorded")),
          Map.entry("choose", new Words("Choosing", "Chosen")),
          Map.entry("wait", new Words("Waiting", "Ready")),
          Map.entry("observe", new Words("Observing", "Observed")),
          Map.entry("update", new Words("Updating", "Updated")),
          Map.entry("run", new Words("Running", "Done")),
          Map.entry("signal", new Words("Signalling", "Signalled")));

  private static final Set<String> HIDDEN = Set.of("pod", "project", "ports of");

  private StepWords() {}

  private record Words(String doing, String done) {}

  /**
   * Returns whether users are told of a step that goes well: pods and what is recorded are how we
   * work, not what they asked for.
   */
  static boolean isShown(StepLabel step) {
    return !HIDDEN.contains(step.object());
  }

  /** Returns the thing a step is about: {@code Container shop-db-1}. */
  static String subject(StepLabel step) {
    return capital(step.object()) + " " + step.name();
  }

  /** Returns what is being done. */
  static String doing(StepLabel step) {
    return words(step).doing();
  }

  /** Returns what has been done. */
  static String done(StepLabel step) {
    String done = words(step).done();
    return step.action().equals("recreate") ? done + ", " + step.cause() : done;
  }

  private static Words words(StepLabel step) {
    String action = capital(step.action());
    return KNOWN.getOrDefault(step.action(), new Words(action + " ...", action + " done"));
  }

  private static String capital(String word) {
    return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
