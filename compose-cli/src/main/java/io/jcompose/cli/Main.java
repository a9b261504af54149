package io.jcompose.cli;

import io.jcompose.runtime.ThisProcess;
import io.jcompose.runtime.host.Host;
import java.util.List;

/** The program's entry. */
public final class Main {
  private Main() {}

  /** Runs one command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    List<String> words = List.of(arguments);
    int code;
    boolean quickly;
    try (Wiring wiring = new Wiring(Host.real(), OwnCommandLine.ofThisProcess())) {
      code = run(words, wiring);
      quickly = wiring.hasActed() && !WarmUp.isMeantBy(words); // only a slow end makes an archive
    }
    if (quickly) {
      new ThisProcess().exitNow(code);
    }
    // not exit, which loads the JDK's logging to note that it was called
    Runtime.getRuntime().halt(code);
  }

  private static int run(List<String> words, Wiring wiring) {
    return WarmUp.isMeantBy(words)
        ? new WarmUp(wiring::commands).run(words.subList(1, words.size()))
        : wiring.commands().run(words);
  }
}
