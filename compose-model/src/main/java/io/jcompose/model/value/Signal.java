package io.jcompose.model.value;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A signal by its number on Linux.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/signal.7.html">signal(7)</a>
 */
public record Signal(int number) {
  public static final Signal HUP = new Signal(1);
  public static final Signal INT = new Signal(2);
  public static final Signal QUIT = new Signal(3);
  public static final Signal KILL = new Signal(9);
  public static final Signal TERM = new Signal(15);

  private static final int LAST = 64;
  private static final String[] NAMES = {
    "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
    "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU",
    "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS"
  };
  private static final Map<String, Integer> NUMBERS = new TreeMap<>();

  static {
    for (int i = 0; i < NAMES.length; i++) {
      NUMBERS.put(NAMES[i], i + 1);
    }
    NUMBERS.put("IOT", 6);
    NUMBERS.put("CLD", 17);
    NUMBERS.put("POLL", 29);
    NUMBERS.put("RTMIN", 34);
    NUMBERS.put("RTMAX", 64);
  }

  public Signal {
    if (number < 1 || number > LAST) {
      throw new IllegalArgumentException("signal " + number + " is not between 1 and " + LAST);
    }
  }

  /**
   * Returns the signal that {@code text} names: a number, or a name in any case with or without
   * {@code SIG}, {@code RTMIN+n} and {@code RTMAX-n} included; empty if there is none.
   */
  public static Optional<Signal> parse(String text) {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    String name = upper.startsWith("SIG") ? upper.substring(3) : upper;
    if (name.matches("[0-9]{1,2}")) {
      return ofNumber(Integer.parseInt(name));
    }
    if (name.matches("RTMIN\\+[0-9]{1,2}")) {
      return ofNumber(34 + Integer.parseInt(name.substring(6)));
    }
    if (name.matches("RTMAX-[0-9]{1,2}")) {
      return ofNumber(LAST - Integer.parseInt(name.substring(6)));
    }
    return Optional.ofNullable(NUMBERS.get(name)).map(Signal::new);
  }

  private static Optional<Signal> ofNumber(int number) {
    return number >= 1 && number <= LAST ? Optional.of(new Signal(number)) : Optional.empty();
  }

  /** Returns the name with {@code SIG}, such as {@code SIGTERM}. */
  @Override
  public String toString() {
    return number <= NAMES.length ? "SIG" + NAMES[number - 1] : "SIGRTMIN+" + (number - 34);
  }
}
