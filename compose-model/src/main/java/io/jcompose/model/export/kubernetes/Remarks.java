package io.jcompose.model.export.kubernetes;

import io.jcompose.model.error.Problem;
import io.jcompose.model.error.Problems;
import io.jcompose.model.value.ServiceName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What cannot be said, or not so, each with its place; and what keeps a file from being said. */
final class Remarks {
  private static final String SERVICES = "services";

  private final KeyPlaces places;
  private final Problems warnings = new Problems();
  private final Problems faults = new Problems();
  private final Set<String> told = new HashSet<>();
  private final Map<String, List<String>> comments = new LinkedHashMap<>();

  Remarks(KeyPlaces places) {
    this.places = places;
  }

  /**
   * Remembers something about a service.
   *
   * @param key of the service, such as {@code ulimits} or {@code deploy.placement}
   */
  void about(ServiceName service, String key, String message, String hint) {
    note(owner(service), List.of(SERVICES, service.value()), key, message, hint);
  }

  /** Remembers something that holds for many services about the first of them only. */
  void once(ServiceName service, String key, String message, String hint) {
    if (told.add(message)) {
      about(service, key, message, hint);
    }
  }

  /** Remembers something about an entry of {@code volumes:} and its kin. */
  void about(String section, String name, String key, String message, String hint) {
    note(section + "." + name, List.of(section, name), key, message, hint);
  }

  /** Remembers why a service cannot be said at all. */
  void refuse(ServiceName service, String key, String message, String hint) {
    refuse(SERVICES, service.value(), key, message, hint);
  }

  /** Remembers why an entry of {@code volumes:} and its kin cannot be said at all. */
  void refuse(String section, String name, String key, String message, String hint) {
    Problem problem = problem(List.of(section, name), key, message, hint);
    faults.add(problem.place(), problem.path(), problem.message(), problem.hint());
  }

  /** Returns the comments about a service. */
  List<String> commentsAbout(ServiceName service) {
    return comments.getOrDefault(owner(service), List.of());
  }

  /** Returns the comments about an entry of {@code volumes:} and its kin. */
  List<String> commentsAbout(String section, String name) {
    return comments.getOrDefault(section + "." + name, List.of());
  }

  List<Problem> warnings() {
    return warnings.found();
  }

  /** Throws if something cannot be said at all. */
  void throwIfRefused() {
    faults.throwIfAny();
  }

  private static String owner(ServiceName service) {
    return SERVICES + "." + service;
  }

  private void note(String owner, List<String> start, String key, String message, String hint) {
    Problem problem = problem(start, key, message, hint);
    List<String> known = comments.computeIfAbsent(owner, any -> new ArrayList<>());
    String comment =
        problem.path() + ": " + problem.message() + (hint.isEmpty() ? "" : "; " + problem.hint());
    if (!known.contains(comment)) {
      known.add(comment);
      warnings.add(problem.place(), problem.path(), problem.message(), problem.hint());
    }
  }

  private Problem problem(List<String> start, String key, String message, String hint) {
    List<String> keys = new ArrayList<>(start);
    if (!key.isEmpty()) {
      keys.addAll(Arrays.asList(key.split("\\.")));
    }
    return new Problem(
        places.of(keys.toArray(String[]::new)), String.join(".", keys), message, hint);
  }
}
