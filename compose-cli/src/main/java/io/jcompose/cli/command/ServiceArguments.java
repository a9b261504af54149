package io.jcompose.cli.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The optional names of services at the end of many commands. */
final class ServiceArguments {
  @Parameters(
      paramLabel = "SERVICE",
      arity = "0..*",
      description = "The services meant; all by default.")
  private final List<String> names = new ArrayList<>();

  List<String> names() {
    return List.copyOf(names);
  }
}
