package io.jcompose.model.check;

import io.jcompose.model.project.Healthcheck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What was read of a {@code healthcheck:} so far. */
final class HealthcheckDraft {
  private boolean disabled;
  private Optional<List<String>> test = Optional.empty();
  private Optional<Duration> interval = Optional.empty();
  private Optional<Duration> timeout = Optional.empty();
  private Optional<Duration> startPeriod = Optional.empty();
  private Optional<Duration> startInterval = Optional.empty();
  private Optional<Integer> retries = Optional.empty();

  /** Reads a whole {@code healthcheck:}. */
  static Healthcheck read(Value value) {
    var draft = new HealthcheckDraft();
    KeyRegistry.HEALTHCHECK.read(value, draft);
    if (draft.startInterval.isPresent() && draft.startPeriod.isEmpty()) {
      value.problem("'start_interval' needs 'start_period'", "add 'start_period'");
    }
    return new Healthcheck(
        draft.disabled,
        draft.test,
        draft.interval,
        draft.timeout,
        draft.startPeriod,
        draft.startInterval,
        draft.retries);
  }

  void test(Value value) {
    if (!value.isList()) {
      test = value.text().map(line -> List.of("CMD-SHELL", line));
      return;
    }
    List<String> words = value.texts();
    String kind = words.isEmpty() ? "" : words.get(0);
    switch (kind) {
      case "NONE" -> disabled = true;
      case "CMD", "CMD-SHELL" -> {
        test = Optional.of(words);
        if (words.size() == 1) {
          value.problem("'" + kind + "' is followed by no command", "add the command to run");
        }
      }
      default ->
          value.problem(
              "a test in list form must start with NONE, CMD or CMD-SHELL, not '" + kind + "'",
              "put 'CMD' before the program");
    }
  }

  void disable(Value value) {
    disabled |= value.bool().orElse(false);
  }

  void interval(Value value) {
    interval = value.duration();
  }

  void timeout(Value value) {
    timeout = value.duration();
  }

  void startPeriod(Value value) {
    startPeriod = value.duration();
  }

  void startInterval(Value value) {
    startInterval = value.duration();
  }

  void retries(Value value) {
    value.integer(0, Integer.MAX_VALUE).ifPresent(number -> retries = Optional.of(number));
  }
}
