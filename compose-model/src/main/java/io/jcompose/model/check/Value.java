package io.jcompose.model.check;

import io.jcompose.model.error.Place;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import io.jcompose.model.yaml.TreePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * A value of the tree to be read as a certain type. Reading what is of another type gives an empty
 * result and a problem, so that the next value can be looked at.
 */
record Value(Node node, TreePath path, Findings findings) {
  private static final Set<String> TRUE = Set.of("true");
  private static final Set<String> FALSE = Set.of("false");
  private static final Set<String> OLD_TRUE = Set.of("y", "yes", "on");
  private static final Set<String> OLD_FALSE = Set.of("n", "no", "off");

  Place place() {
    return node.place();
  }

  boolean isNull() {
    return node.isNull();
  }

  boolean isMap() {
    return node instanceof MapNode;
  }

  boolean isList() {
    return node instanceof ListNode;
  }

  void problem(String message, String hint) {
    findings.problem(place(), path.toString(), message, hint);
  }

  void warning(String message, String hint) {
    findings.warning(place(), path.toString(), message, hint);
  }

  private void mustBe(String expected, String hint) {
    problem("must be " + expected + ", not " + node.description(), hint);
  }

  /** Reads a text; numbers and booleans count as what they are written like. */
  Optional<String> text() {
    if (node instanceof ScalarNode scalar && !scalar.isNull()) {
      return Optional.of(scalar.text());
    }
    mustBe("a text", "");
    return Optional.empty();
  }

  /** Reads a text that {@code type} can be made of; its refusal becomes the problem. */
  <T> Optional<T> as(Function<String, T> type, String hint) {
    return text()
        .flatMap(
            text -> {
              try {
                return Optional.of(type.apply(text));
              } catch (IllegalArgumentException e) {
                problem(String.valueOf(e.getMessage()), hint);
                return Optional.empty();
              }
            });
  }

  /** Reads {@code true} or {@code false}; YAML 1.1's other words are understood with a warning. */
  Optional<Boolean> bool() {
    String text = node instanceof ScalarNode scalar ? scalar.text().toLowerCase(Locale.ROOT) : "";
    boolean yes = TRUE.contains(text) || OLD_TRUE.contains(text);
    boolean no = FALSE.contains(text) || OLD_FALSE.contains(text);
    if (!yes && !no) {
      mustBe("true or false", "write 'true' or 'false'");
      return Optional.empty();
    }
    if (OLD_TRUE.contains(text) || OLD_FALSE.contains(text)) {
      warning("'" + text + "' is not a boolean of YAML 1.2", "write '" + yes + "'");
    }
    return Optional.of(yes);
  }

  /** Reads a whole number between the two, both included. */
  OptionalInt integer(int least, int most) {
    String text = node instanceof ScalarNode scalar ? scalar.text() : "";
    if (text.matches("[+-]?[0-9]{1,10}")) {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return OptionalInt.of((int) number);
      }
      problem(text + " is not between " + least + " and " + most, "");
      return OptionalInt.empty();
    }
    mustBe("a whole number", "");
    return OptionalInt.empty();
  }

  /** Reads a duration such as {@code 1m30s}. */
  Optional<Duration> duration() {
    Optional<Duration> duration = text().flatMap(Quantities::duration);
    if (duration.isEmpty() && node instanceof ScalarNode && !isNull()) {
      mustBe("a duration", "write a number with a unit, such as '500ms', '30s', '1m30s' or '2h'");
    }
    return duration;
  }

  /** Reads a size in bytes such as {@code 64m}. */
  OptionalLong bytes() {
    OptionalLong bytes = text().map(Quantities::bytes).orElse(OptionalLong.empty());
    if (bytes.isEmpty() && node instanceof ScalarNode && !isNull()) {
      mustBe("a size", "write a number with a unit, such as '512k', '64m' or '1g'");
    }
    return bytes;
  }

  /**
   * Reads permission bits: octal if quoted or with a leading zero, else decimal, as docker compose
   * does.
   */
  OptionalInt mode() {
    boolean plain = node instanceof ScalarNode scalar && scalar.plain();
    OptionalInt mode = text().map(t -> Quantities.mode(t, plain)).orElse(OptionalInt.empty());
    if (mode.isEmpty() && node instanceof ScalarNode && !isNull()) {
      mustBe("permission bits", "write them in octal, such as '0755' or 0o755");
    }
    return mode;
  }

  /** Reads a list; a value that is none is a problem and counts as an empty one. */
  List<Value> items() {
    List<Value> items = new ArrayList<>();
    if (node instanceof ListNode list) {
      for (Node item : list.items()) {
        items.add(new Value(item, path.item(items.size()), findings));
      }
    } else if (!isNull()) {
      mustBe("a list", "write each entry on a line of its own that starts with '- '");
    }
    return items;
  }

  /** Reads a list of texts; items that are none are problems and left out. */
  List<String> texts() {
    return items().stream().map(Value::text).flatMap(Optional::stream).toList();
  }

  /** Reads a map; a value that is none is a problem and counts as an empty one. */
  Map<String, Value> entries() {
    Map<String, Value> entries = new LinkedHashMap<>();
    if (node instanceof MapNode map) {
      map.entries()
          .forEach(
              (key, entry) -> entries.put(key, new Value(entry.value(), path.key(key), findings)));
    } else if (!isNull()) {
      mustBe("a map", "write 'key: value' lines below it");
    }
    return entries;
  }

  /** Returns where {@code key} of this map stands; the map's own place if it has none. */
  Place placeOfKey(String key) {
    MapNode.Entry entry = node instanceof MapNode map ? map.entries().get(key) : null;
    return entry == null ? place() : entry.keyPlace();
  }
}
