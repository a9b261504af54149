package io.jcompose.cli.command;

import io.jcompose.model.value.ServiceName;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds services by the names that users type. */
final class KnownServices {
  private KnownServices() {}

  /**
   * Returns the service called {@code name}.
   *
   * @throws CommandFailure if none of {@code known} is; its hint names the nearest
   */
  static ServiceName find(String name, Collection<ServiceName> known) {
    return known.stream()
        .filter(service -> service.value().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new CommandFailure("no such service: '" + name + "'", hint(name, known)));
  }

  private static String hint(String name, Collection<ServiceName> known) {
    if (known.isEmpty()) {
      return "make the project first with 'jcompose up -d'";
    }
    String all = known.stream().map(ServiceName::value).sorted().collect(Collectors.joining(", "));
    return nearest(name, known).map(near -> "did you mean '" + near + "'? ").orElse("")
        + "choose from: "
        + all;
  }

  private static Optional<String> nearest(String name, Collection<ServiceName> known) {
    return known.stream()
        .map(ServiceName::value)
        .filter(candidate -> distance(name, candidate) <= Math.max(1, name.length() / 2))
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
  }

  /** Returns how many letters must be put in, taken out or changed (Levenshtein). */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int above = row[j];
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + change);
        diagonal = above;
      }
    }
    return row[to.length()];
  }
}
