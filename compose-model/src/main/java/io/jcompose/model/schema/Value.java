package io.jcompose.model.schema;

import io.jcompose.model.error.NearestName;
import io.jcompose.model.error.Place;
import io.jcompose.model.value.Quantities;
import io.jcompose.model.yaml.Decimal;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.PlainScalar;
import io.jcompose.model.yaml.ScalarNode;
import io.jcompose.model.yaml.Tag;
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
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A value of the tree to be read as a certain type. Reading what is of another type gives an empty
 * result and a problem, so that the next value can be looked at.
 *
 * @param keyPlace where the key stands that it is behind; of an item of a list, the item's place
 */
record Value(Node node, TreePath path, SchemaContext context, Place keyPlace) {
  private static final int MAX_DIGITS = 40;
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,10}");
  private static final Pattern MICROSECONDS = Pattern.compile("[0-9]{1,18}");
  private static final Set<String> TRUE = Set.of("true");
  private static final Set<String> FALSE = Set.of("false");
  private static final Set<String> OLD_TRUE = Set.of("y", "yes", "on");
  private static final Set<String> OLD_FALSE = Set.of("n", "no", "off");

  /**
   * A key with what is behind it.
   *
   * @param entry the key's place, the value and its tag
   * @param value the value at its path
   */
  record Member(MapNode.Entry entry, Value value) {
    /** Returns the entry with its value in the long form of {@code kind}; empty if faulty. */
    Optional<MapNode.Entry> as(Kind kind) {
      boolean settled = entry.tag() == Tag.RESET || value.isNull();
      return settled ? Optional.of(entry) : value.as(kind).map(entry::withValue);
    }
  }

  Value(Node node, TreePath path, SchemaContext context) {
    this(node, path, context, node.place());
  }

  /** Returns this value in the long form of {@code kind}; empty if it is faulty. */
  Optional<Node> as(Kind kind) {
    return isTemplate() ? Optional.of(kind.template(this)) : kind.canonical(this);
  }

  /** Returns the long forms of this item of a list of {@code kind}. */
  List<Node> asItems(Kind kind) {
    return isTemplate() ? List.of(kind.template(this)) : kind.canonicalItems(this);
  }

  /** Returns whether this text may become anything once variables are filled in. */
  private boolean isTemplate() {
    return !context.interpolated()
        && node instanceof ScalarNode scalar
        && scalar.text().indexOf('$') >= 0;
  }

  /** Returns the value at the same place with {@code changed} as its node. */
  Value with(Node changed) {
    return new Value(changed, path, context, keyPlace);
  }

  /** Returns what is behind {@code key}; empty if it is not there or null. */
  Optional<Value> get(String key) {
    return Optional.ofNullable(node instanceof MapNode map ? map.entries().get(key) : null)
        .map(entry -> new Value(entry.value(), path.key(key), context, entry.keyPlace()))
        .filter(value -> !value.isNull());
  }

  Place place() {
    return node.place();
  }

  boolean isNull() {
    return node.isNull();
  }

  boolean isMap() {
    return node instanceof MapNode;
  }

  boolean isScalar() {
    return node instanceof ScalarNode && !isNull();
  }

  /** Returns the text of a value in long form; empty if it is none. */
  String scalarText() {
    return node instanceof ScalarNode scalar ? scalar.text() : "";
  }

  boolean isList() {
    return node instanceof ListNode;
  }

  void problem(String message, String hint) {
    problemAt(place(), message, hint);
  }

  void problemAt(Place at, String message, String hint) {
    context.findings().problem(at, path.toString(), message, hint);
  }

  void warning(String message, String hint) {
    warningAt(place(), message, hint);
  }

  void warningAt(Place at, String message, String hint) {
    context.findings().warning(at, path.toString(), message, hint);
  }

  private void mustBe(String expected, String hint) {
    problem("must be " + expected + ", not " + node.description(), hint);
  }

  /** Reads a text; what YAML takes for a number or boolean is none. */
  Optional<String> text() {
    if (node instanceof ScalarNode scalar && scalar.kind() == PlainScalar.Kind.STRING) {
      return Optional.of(scalar.text());
    }
    mustBe("a text", textHint());
    return Optional.empty();
  }

  private String textHint() {
    if (isNull()) {
      return "write a text, or remove it";
    }
    return node instanceof ScalarNode ? "put it in quotes" : "write a single text instead";
  }

  /** Reads a text or a number, which counts as its text. */
  Optional<String> textOrNumber() {
    if (node instanceof ScalarNode scalar
        && !scalar.isNull()
        && scalar.kind() != PlainScalar.Kind.BOOLEAN) {
      return Optional.of(scalar.value());
    }
    mustBe("a text or a number", textHint());
    return Optional.empty();
  }

  /** Reads a text, number or boolean, which counts as its text. */
  Optional<String> anyScalar() {
    if (node instanceof ScalarNode scalar && !scalar.isNull() && !isInfinite(scalar)) {
      return Optional.of(scalar.value());
    }
    mustBe("a text", textHint());
    return Optional.empty();
  }

  private static boolean isInfinite(ScalarNode scalar) {
    return scalar.kind() == PlainScalar.Kind.FLOAT
        && (scalar.value().endsWith(".inf") || scalar.value().equals(".nan"));
  }

  /** Reads a text that is one of {@code known}. */
  Optional<String> oneOf(List<String> known) {
    Optional<String> text = text();
    if (text.isPresent() && !known.contains(text.get())) {
      problem(
          "must be " + join(known) + ", not " + node.description(),
          NearestName.hint(text.get(), known, "write '" + known.get(0) + "'"));
      return Optional.empty();
    }
    return text;
  }

  /** Reports it if this is none of {@code known}. */
  void mustBeOneOf(List<String> known) {
    oneOf(known).ifPresent(unused -> {});
  }

  private static String join(List<String> known) {
    int last = known.size() - 1;
    return last == 0
        ? known.get(0)
        : String.join(", ", known.subList(0, last)) + " or " + known.get(last);
  }

  /** Reads a path of the host and makes it absolute, if that is asked for. */
  Optional<String> hostPath() {
    return text().map(context.paths()::resolve);
  }

  /** Reports it if {@code type} refuses this text. */
  void mustSuit(Function<String, ?> type, String hint) {
    asType(type, hint).ifPresent(unused -> {});
  }

  /** Reads a text that {@code type} can be made of; its refusal becomes the problem. */
  <T> Optional<T> asType(Function<String, T> type, String hint) {
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

  /** Reads a number and returns it in its shortest form. */
  Optional<String> number() {
    String text = node instanceof ScalarNode scalar ? scalar.value() : "";
    Optional<Decimal> number =
        Decimal.of(text)
            .filter(decimal -> text.length() <= MAX_DIGITS)
            .filter(decimal -> !Float.isInfinite(decimal.floatValue()));
    if (number.isEmpty()) {
      mustBe("a number", "write a number, such as 2 or 0.5");
    }
    return number.map(
        decimal -> decimal.floatValue() == 0 ? "0" : decimal.shortestAsFloat().toPlainString());
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
    if (node instanceof ScalarNode scalar
        && scalar.kind() == PlainScalar.Kind.FLOAT
        && number(scalar) % 1 != 0) {
      mustBe("a whole number", "write a number without a fraction, such as 5");
      return OptionalInt.empty();
    }
    return truncated(least, most);
  }

  /** Reads a number, whose fraction is lost, between the two, both included. */
  OptionalInt truncated(int least, int most) {
    String text = node instanceof ScalarNode scalar ? scalar.value() : "";
    if (INTEGER.matcher(text).matches()) {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return OptionalInt.of((int) number);
      }
      boolean tooSmall = number < least && most == Integer.MAX_VALUE;
      problem(
          text
              + (tooSmall ? " is less than " + least : " is not between " + least + " and " + most),
          tooSmall ? "write " + least + " or more" : "write a number in between");
      return OptionalInt.empty();
    }
    Optional<OptionalLong> fraction = fraction();
    if (fraction.isPresent() && fraction.get().getAsLong() == (int) fraction.get().getAsLong()) {
      return OptionalInt.of((int) fraction.get().getAsLong());
    }
    mustBe("a whole number", "write a number without a fraction, such as 5");
    return OptionalInt.empty();
  }

  /** Reads a duration such as {@code 1m30s}. */
  Optional<Duration> duration() {
    Optional<Duration> duration =
        node instanceof ScalarNode scalar ? Quantities.duration(scalar.text()) : Optional.empty();
    if (duration.isEmpty()) {
      mustBe("a duration", "write a number with a unit, such as '500ms', '30s', '1m30s' or '2h'");
    }
    return duration;
  }

  /** Reads a whole number of microseconds. */
  OptionalLong microseconds() {
    String text = node instanceof ScalarNode scalar ? scalar.value() : "";
    if (MICROSECONDS.matcher(text).matches()) {
      return OptionalLong.of(Long.parseLong(text));
    }
    return fraction()
        .orElseGet(
            () -> {
              mustBe("a whole number of microseconds", "write '400000' for 400 ms");
              return OptionalLong.empty();
            });
  }

  private static double number(ScalarNode scalar) {
    return Double.parseDouble(scalar.value().replace(".inf", "Infinity").replace(".nan", "NaN"));
  }

  /** Reads a number that is written as a fraction where a whole one is meant. */
  private Optional<OptionalLong> fraction() {
    if (node instanceof ScalarNode scalar && scalar.kind() == PlainScalar.Kind.FLOAT) {
      double number = number(scalar);
      if (Math.abs(number) < 1L << 53) {
        warning(node.description() + " counts as " + (long) number, "write a whole number");
        return Optional.of(OptionalLong.of((long) number));
      }
    }
    return Optional.empty();
  }

  /** Reads a size in bytes such as {@code 64m}. */
  OptionalLong bytes() {
    String text = node instanceof ScalarNode scalar ? scalar.value() : "";
    OptionalLong bytes = Quantities.bytes(text);
    if (bytes.isPresent()) {
      return bytes;
    }
    // no limit; docker compose prints it in quotes, but does not read it so
    if (text.equals("-1")) {
      return OptionalLong.of(-1);
    }
    return fraction()
        .orElseGet(
            () -> {
              mustBe("a size", "write a number with a unit, such as '512k', '64m' or '1g'");
              return OptionalLong.empty();
            });
  }

  /** Reads nothing: whatever this is, it is not {@code expected}. */
  Optional<String> refusedAs(String expected, String hint) {
    mustBe(expected, hint);
    return Optional.empty();
  }

  /** Returns whether this is a text in quotes. */
  boolean isQuoted() {
    return node instanceof ScalarNode scalar && !scalar.plain();
  }

  /**
   * Reads permission bits: octal if quoted or with a leading zero, else decimal, as docker compose
   * does.
   */
  OptionalInt mode() {
    OptionalInt mode =
        node instanceof ScalarNode scalar
            ? Quantities.mode(scalar.text(), scalar.plain())
            : OptionalInt.empty();
    if (mode.isEmpty()) {
      mustBe("permission bits", "write them in octal, such as '0755' or 0o755");
    }
    return mode;
  }

  /** Reads a list; a value that is none is a problem and counts as an empty one. */
  List<Value> items() {
    List<Value> items = new ArrayList<>();
    if (node instanceof ListNode list) {
      for (Node item : list.items()) {
        items.add(new Value(item, path.item(items.size()), context));
      }
    } else if (!isNull()) {
      mustBe("a list", "write each entry on a line of its own that starts with '- '");
    }
    return items;
  }

  /** Reads a map; a value that is none is a problem and counts as an empty one. */
  Map<String, Member> members() {
    Map<String, Member> members = new LinkedHashMap<>();
    eachMember(members::put);
    return members;
  }

  /** Reads a map and shows it to {@code reader} key by key; the same as {@link #members()}. */
  void eachMember(BiConsumer<String, Member> reader) {
    if (node instanceof MapNode map) {
      map.entries().forEach((key, entry) -> reader.accept(key, member(key, entry)));
    } else if (!isNull()) {
      mustBe("a map", "write 'key: value' lines below it");
    }
  }

  private Member member(String key, MapNode.Entry entry) {
    return new Member(entry, new Value(entry.value(), path.key(key), context, entry.keyPlace()));
  }

  /** Returns whether {@code key} is there, whatever is behind it. */
  boolean has(String key) {
    return node instanceof MapNode map && map.entries().containsKey(key);
  }
}
