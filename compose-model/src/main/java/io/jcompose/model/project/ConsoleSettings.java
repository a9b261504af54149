package io.jcompose.model.project;

import io.jcompose.model.value.LogDriver;
import io.jcompose.model.value.LogOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a container's input comes from and its output goes.
 *
 * @param tty whether it has a terminal
 * @param stdinOpen {@code stdin_open:}: whether its input stays open
 * @param stdinOnce whether an input that stays open ends with the one who gives it; no file says so
 * @param attach whether {@code up} shows its output; true unless the file says otherwise
 * @param logging {@code logging:}; empty means the engine's way
 */
public record ConsoleSettings(
    boolean tty, boolean stdinOpen, boolean stdinOnce, boolean attach, Optional<Logging> logging) {
  /** No terminal, no input, output shown by {@code up}. */
  public static final ConsoleSettings DEFAULT =
      new ConsoleSettings(false, false, false, true, Optional.empty());

  /** Returns these settings with another terminal and input. */
  public ConsoleSettings withInput(boolean terminal, boolean open, boolean once) {
    return new ConsoleSettings(terminal, open, once, attach, logging);
  }

  /** Returns who gets the output. */
  public LogDriver logDriver() {
    return logging.flatMap(Logging::driver).flatMap(LogDriver::of).orElse(LogDriver.JSON_FILE);
  }

  /** Returns what that one is told by an option; empty if nothing. */
  public Optional<String> logOption(LogOption option) {
    return logging
        .map(Logging::options)
        .flatMap(options -> Optional.ofNullable(options.get(option.word())))
        .filter(value -> !value.isEmpty());
  }

  /** Returns the same, with an input that ends with the one who gives it. */
  public ConsoleSettings untilInputEnds() {
    return new ConsoleSettings(tty, stdinOpen, stdinOpen, attach, logging);
  }

  /**
   * Who keeps the output.
   *
   * @param driver empty means the engine's default
   * @param options what the driver is told
   */
  public record Logging(Optional<String> driver, Map<String, String> options) {
    public Logging {
      options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }
  }
}
