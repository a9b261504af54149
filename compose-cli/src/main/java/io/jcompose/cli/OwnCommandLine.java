package io.jcompose.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * How this process was started, so that another of its kind can be.
 *
 * @param program the words up to and with the program's jar: the JVM, its flags, {@code -jar}
 * @param reportDescriptor the descriptor on which the launcher waits for this command's exit code;
 *     empty if it waits for the end of the process
 */
record OwnCommandLine(List<String> program, OptionalInt reportDescriptor) {
  private static final String REPORT = "-Djcompose.report=";
  private static final String LAUNCHER = "-Djcompose.launcher=";

  OwnCommandLine {
    program = List.copyOf(program);
  }

  /** Returns how the process that calls this was started. */
  static OwnCommandLine ofThisProcess() {
    ProcessHandle.Info info = ProcessHandle.current().info();
    return of(info.command().orElse("java"), info.arguments().orElse(new String[0]));
  }

  /**
   * Returns the words that start this program from anywhere and at any time: the launcher, which
   * finds the JVM anew, where that told its path; else all of {@link #program}.
   */
  List<String> launched() {
    return program.stream()
        .filter(word -> word.startsWith(LAUNCHER))
        .map(word -> List.of(word.substring(LAUNCHER.length())))
        .findFirst()
        .orElse(program);
  }

  static OwnCommandLine of(String java, String... arguments) {
    List<String> program = new ArrayList<>(List.of(java));
    OptionalInt descriptor = OptionalInt.empty();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith(REPORT)) {
        descriptor = OptionalInt.of(Integer.parseInt(arguments[i].substring(REPORT.length())));
        continue;
      }
      program.add(arguments[i]);
      if (arguments[i].equals("-jar") && i + 1 < arguments.length) {
        program.add(arguments[i + 1]);
        break;
      }
    }
    return new OwnCommandLine(program, descriptor);
  }
}
