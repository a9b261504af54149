package io.jcompose.cli;

import io.jcompose.runtime.host.Host;
import java.util.List;

/** The program's entry. */
public final class Main {
  private Main() {}

  /** Runs one command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    int code = new Wiring(Host.real()).commands().run(List.of(arguments));
    System.exit(code);
  }
}
