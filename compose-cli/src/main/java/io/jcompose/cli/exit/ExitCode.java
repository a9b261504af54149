package io.jcompose.cli.exit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The exit codes of every command. {@code exec} ends with the code of the program it ran, {@code
 * wait} and {@code attach} with that of the container they waited for, and {@code up} with one if
 * it was asked to.
 *
 * <p>They are a promise: scripts branch on them. A code is never given another meaning.
 */
public enum ExitCode {
  OK(0, "done"),
  FAILED(1, "a service or an operation failed"),
  USAGE(2, "wrong usage of the command line"),
  INVALID_FILE(3, "a file is invalid; nothing was started"),
  NOT_AWAITED(42, "'wait' could not wait"),
  BUG(70, "jcompose itself failed; please report it"),
  INTERRUPTED(130, "interrupted, by Ctrl-C for one"),
  OUTPUT_CLOSED(141, "the reader of the output went away");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** Returns what the process ends with. */
  public int number() {
    return number;
  }

  /** Returns the meaning as a clause, for help texts. */
  public String meaning() {
    return meaning;
  }

  /** Returns all codes and their meanings in the form picocli's help shows them. */
  public static Map<String, String> forHelp() {
    Map<String, String> lines = new LinkedHashMap<>();
    for (ExitCode code : values()) {
      lines.put(Integer.toString(code.number), code.meaning);
    }
    return lines;
  }
}
