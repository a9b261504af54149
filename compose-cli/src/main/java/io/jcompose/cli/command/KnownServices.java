package io.jcompose.cli.command;

import io.jcompose.model.error.NearestName;
import io.jcompose.model.value.ServiceName;
import java.util.Collection;
import java.util.List;

/** Finds services by the names that users type. */
final class KnownServices {
  private KnownServices() {}

  /**
   * Returns the service called {@code name}.
   *
   * @throws UsageFailure if none of {@code known} is; its hint names the nearest
   */
  static ServiceName find(String name, Collection<ServiceName> known) {
    return known.stream()
        .filter(service -> service.value().equals(name))
        .findFirst()
        .orElseThrow(() -> new UsageFailure("no such service: '" + name + "'", hint(name, known)));
  }

  private static String hint(String name, Collection<ServiceName> known) {
    if (known.isEmpty()) {
      return "make the project first with 'jcompose up -d'";
    }
    List<String> names = known.stream().map(ServiceName::value).sorted().distinct().toList();
    return NearestName.of(name, names).map(near -> "did you mean '" + near + "'? ").orElse("")
        + "choose from: "
        + String.join(", ", names);
  }
}
