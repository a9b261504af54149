package io.jcompose.tests.quadlet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A command line of {@code podman run} or {@code podman pod create}, read as podman does. */
final class PodmanCommand {
  /** Those that take no value, unless one stands behind '='. */
  private static final Set<String> FLAGS =
      Set.of(
          "--replace",
          "--rm",
          "-d",
          "--init",
          "--read-only",
          "--tty",
          "--interactive",
          "--privileged",
          "--oom-kill-disable",
          "--all-tags");

  private final Map<String, List<String>> options = new LinkedHashMap<>();
  private final List<String> rest = new ArrayList<>();

  /**
   * Reads a command line.
   *
   * @param verb the words after {@code podman} and its global options
   */
  PodmanCommand(List<String> words, String... verb) {
    int at = 1;
    while (words.get(at).startsWith("--")) {
      add(words.get(at), "");
      at++;
    }
    if (!words.subList(at, at + verb.length).equals(List.of(verb))) {
      throw new AssertionError("not " + String.join(" ", verb) + ": " + words);
    }
    at += verb.length;
    while (at < words.size() && words.get(at).startsWith("-")) {
      String word = words.get(at);
      int equals = word.indexOf('=');
      if (word.startsWith("--") && equals > 0) {
        add(word.substring(0, equals), word.substring(equals + 1));
        at++;
      } else if (FLAGS.contains(word)) {
        add(word, "true");
        at++;
      } else {
        add(word, words.get(at + 1));
        at += 2;
      }
    }
    rest.addAll(words.subList(at, words.size()));
  }

  private void add(String option, String value) {
    options.computeIfAbsent(option, unused -> new ArrayList<>()).add(value);
  }

  /** Returns all values of an option, in order. */
  List<String> all(String option) {
    return options.getOrDefault(option, List.of());
  }

  /** Returns the value of an option that counts, the last; "" if there is none. */
  String last(String option) {
    List<String> all = all(option);
    return all.isEmpty() ? "" : all.get(all.size() - 1);
  }

  /** Returns what follows the options: the image, and the words for its program. */
  List<String> rest() {
    return List.copyOf(rest);
  }
}
