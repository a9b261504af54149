package io.jcompose.cli.option;

import io.jcompose.model.value.Signal;

/** A signal by its name or number. */
public final class SignalName {
  private SignalName() {}

  /**
   * Returns the signal that {@code text} names.
   *
   * @throws IllegalArgumentException if it names none
   */
  public static Signal parse(String text) {
    return Signal.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not a signal"));
  }
}
