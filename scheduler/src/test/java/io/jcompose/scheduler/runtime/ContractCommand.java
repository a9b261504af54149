package io.jcompose.scheduler.runtime;

import java.util.List;

/**
 * What the containers of the contract run: lines for the shell of a real host, words that a fake
 * looks up. Those that go on say {@code ready} once they would hear a signal.
 */
public enum ContractCommand {
  /** Serves until SIGTERM and then ends with 0; says {@code got HUP} on SIGHUP. */
  SERVE(
      "trap 'exit 0' TERM; trap 'echo got HUP' HUP; echo ready;"
          + " while :; do sleep 3600 & wait $!; done"),
  /** Goes on until SIGTERM and then ends with 7. */
  EXIT_7_ON_TERM("trap 'exit 7' TERM; echo ready; sleep 3600 & wait"),
  /** Goes on until SIGINT and then ends with 8. */
  EXIT_8_ON_INT("trap 'exit 8' INT; echo ready; sleep 3600 & wait"),
  /** Heeds nothing but SIGKILL. */
  STUBBORN("trap '' TERM; echo ready; sleep 3600 & wait"),
  /** Ends at once with 3. */
  EXIT_3("exit 3"),
  /** Ends at once with 5. */
  EXIT_5("exit 5"),
  /** Writes {@code line 1} to {@code line 1000}. */
  COUNT("i=1; while [ $i -le 1000 ]; do echo line $i; i=$((i+1)); done"),
  /** Writes {@code out} to standard output and {@code err} to standard error. */
  WRITE_BOTH("echo out; echo err >&2"),
  /** Writes {@code unfinished} without a line break. */
  WRITE_UNFINISHED("printf unfinished"),
  /** Writes bytes that are no text: 0, 255, a carriage return, and a line break at last. */
  WRITE_BYTES("printf '\\000\\377\\r\\n'"),
  /** Writes what the variable {@code GREETING} holds. */
  PRINT_GREETING("echo \"$GREETING\""),
  /** Writes the number of its user. */
  PRINT_USER("id -u"),
  /** Writes its working directory. */
  PRINT_DIRECTORY("pwd"),
  /** Writes what it reads. */
  CAT("cat"),
  /** Repeats each line that it reads, and ends with 4 at the end of its input. */
  REPEAT("echo ready; while read -r line; do echo \"got $line\"; done; echo end; exit 4"),
  /** Listens on port 8099 for HTTP. */
  LISTEN_8099("exec busybox httpd -f -p 8099 -h /tmp"),
  /** Does nothing for an hour. */
  SLEEP("sleep 3600"),
  /** A program that does not exist. */
  MISSING("/no/such/program", false),
  /** A file that is no program. */
  NOT_EXECUTABLE("/etc/passwd", false);

  private final String text;
  private final boolean shell;

  ContractCommand(String line) {
    this(line, true);
  }

  ContractCommand(String text, boolean shell) {
    this.text = text;
    this.shell = shell;
  }

  /** Returns the program and its arguments. */
  public List<String> arguments() {
    return shell ? List.of("/bin/sh", "-c", text) : List.of(text);
  }
}
