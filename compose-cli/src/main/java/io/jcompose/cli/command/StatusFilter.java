package io.jcompose.cli.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Containers in one state.
 *
 * @param status docker's word for the state, lower case
 */
record StatusFilter(String status) {
  /** What docker's containers can be besides, and ours never are. */
  private static final List<String> NEVER = List.of("removing", "dead");

  /**
   * Reads the name of a state.
   *
   * @throws IllegalArgumentException if there is no such state
   */
  static StatusFilter named(String text) {
    List<String> known =
        Stream.concat(
                Arrays.stream(ContainerRow.State.values()).map(StatusFilter::word), NEVER.stream())
            .toList();
    if (!known.contains(text)) {
      throw new IllegalArgumentException(
          "a container is never '" + text + "', only " + String.join(", ", known));
    }
    return new StatusFilter(text);
  }

  /**
   * Reads {@code status=STATE}.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static StatusFilter parse(String text) {
    String key = "status=";
    if (!text.startsWith(key)) {
      throw new IllegalArgumentException(
          "containers can be filtered as 'status=STATE' only, not by '" + text + "'");
    }
    return named(text.substring(key.length()));
  }

  boolean matches(ContainerRow.State state) {
    return word(state).equals(status);
  }

  private static String word(ContainerRow.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
