package io.jcompose.cli.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What options such as {@code --label NAME=VALUE} say. */
final class NameValuePairs {
  private NameValuePairs() {}

  /** Returns the values by name, in order; of a text without {@code =} the value is empty. */
  static Map<String, String> of(List<String> texts) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      pairs.put(
          equals < 0 ? text : text.substring(0, equals),
          equals < 0 ? "" : text.substring(equals + 1));
    }
    return pairs;
  }
}
