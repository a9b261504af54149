package io.jcompose.cli.output;

import io.jcompose.scheduler.event.StepLabel;
import java.util.Map;

/** What displays call a step, as docker compose words it: {@code Container shop-db-1 Started}. */
final class StepWords {
  private static final Map<String, Words> KNOWN =
      Map.of(
          "create", new Words("Creating", "Created"),
          "start", new Words("Starting", "Started"),
          "stop", new Words("Stopping", "Stopped"),
          "kill", new Words("Killing", "Killed"),
          "remove", new Words("Removing", "Removed"),
          "wait", new Words("Waiting", "Ready"),
          "update", new Words("Updating", "Updated"),
          "signal", new Words("Signalling", "Signalled"));

  private StepWords() {}

  private record Words(String doing, String done) {}

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
    return words(step).done();
  }

  private static Words words(StepLabel step) {
    String action = capital(step.action());
    return KNOWN.getOrDefault(step.action(), new Words(action + " ...", action + " done"));
  }

  private static String capital(String word) {
    return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
