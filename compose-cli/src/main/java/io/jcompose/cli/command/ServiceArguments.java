package io.jcompose.cli.command;

import io.jcompose.model.value.ServiceName;
import java.util.ArrayList;
import java.util.Collection;
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

  /**
   * Checks that these are services of the files.
   *
   * @throws CommandFailure if one is not among {@code known}; its hint names the nearest
   */
  void mustBeAmong(Collection<String> known) {
    names.forEach(name -> mustBeAmong(name, known));
  }

  /**
   * Checks that {@code name} is a service of the files.
   *
   * @throws CommandFailure if it is not among {@code known}; its hint names the nearest
   */
  static void mustBeAmong(String name, Collection<String> known) {
    if (known.isEmpty()) {
      throw new CommandFailure(
          "no such service: '" + name + "'", "describe it under 'services:' in a Compose file");
    }
    KnownServices.find(name, known.stream().map(ServiceName::new).toList());
  }
}
