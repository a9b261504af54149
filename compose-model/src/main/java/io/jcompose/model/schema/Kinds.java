package io.jcompose.model.schema;

import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.Quantities;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** The kinds that keys of every sort share. */
final class Kinds {
  private Kinds() {}

  /** A text; a number must be quoted to be one. */
  static final Scalar TEXT = new Scalar("a text", false, Value::text);

  /** A text or a number, which counts as its text. */
  static final Scalar TEXT_OR_NUMBER = new Scalar("a text or number", false, Value::textOrNumber);

  /** A text, number or boolean, which counts as its text. */
  static final Scalar ANY_SCALAR = new Scalar("a text, number or boolean", false, Value::anyScalar);

  static final Scalar BOOL =
      new Scalar("true or false", true, value -> value.bool().map(String::valueOf));

  /** The same; false says nothing. */
  static final Scalar FLAG = BOOL.silentIf("false");

  static final Scalar NUMBER = new Scalar("a number", true, Value::number);

  static final Scalar DURATION =
      new Scalar("a duration", false, value -> value.duration().map(Quantities::text))
          .demanding(
              value -> {
                if (value.scalarText().startsWith("-")) {
                  value.problem(value.node().description() + " is less than nothing", "write '0s'");
                }
              });

  /**
   * A size as a text with a unit or a number of bytes, or -1 for no limit; the long form is the
   * number, as a text.
   */
  static final Scalar BYTES = new Scalar("a size", false, value -> text(value.bytes()));

  /** A size that must be a text. */
  static final Scalar QUOTED_BYTES =
      new Scalar(
          "a size as a text",
          false,
          value -> value.text().isPresent() ? text(value.bytes()) : Optional.empty());

  /** A time in microseconds. */
  static final Scalar MICROSECONDS =
      new Scalar("microseconds", true, value -> text(value.microseconds())).silentIf("0");

  /** Permission bits; the long form is the number in decimal. */
  static final Scalar MODE = new Scalar("permission bits", true, value -> text(value.mode()));

  /** An image's name. */
  static final Scalar IMAGE =
      demanding(
          "an image's name", ImageReference::new, "write '[REGISTRY/]NAME[:TAG]', in lower case");

  /** A path of the host; the long form is absolute. */
  static final Scalar PATH = Scalar.path("a path", Value::hostPath);

  static final ListOf TEXTS = ListOf.of(TEXT);
  static final ListOf DISTINCT_TEXTS = TEXTS.distinct();

  /** A command: a list, or a text that is split as a shell splits it. A later one replaces it. */
  static final Kind COMMAND = new Command();

  /** What belongs to nobody but the user: maps are merged, lists joined. */
  static final Kind ANYTHING = new Anything(false);

  /** The same, but a later value replaces an earlier one. */
  static final Kind REPLACED = new Anything(true);

  /** {@code NAME=value} in a list or map; the long form is a map, without a value an empty one. */
  static final Kind LABELS = KeyValues.of("labels");

  /** The same; a name without a value keeps none. */
  static final Kind VARIABLES =
      new KeyValues("variables", ANY_SCALAR, KeyValues.Alone.UNKNOWN, false, true);

  /** A map of texts of which a driver makes something. */
  static final Kind OPTIONS = MapOf.of(TEXT_OR_NUMBER);

  /** How many containers there are to be. */
  static final Scalar REPLICAS =
      integer()
          .demanding(
              value -> {
                if (value.scalarText().startsWith("-")) {
                  value.problem(
                      "there cannot be " + value.scalarText() + " replicas", "write 0 for none");
                }
              });

  /** What takes a number and was given something else. */
  static final Scalar NOT_A_NUMBER =
      new Scalar("a number", true, value -> value.refusedAs("a number", "write it without quotes"));

  static Scalar integer(int least, int most) {
    return new Scalar("a whole number", true, value -> text(value.integer(least, most)));
  }

  /** Returns the kind of a number whose fraction is lost. */
  static Scalar truncated(int least, int most) {
    return new Scalar("a whole number", true, value -> text(value.truncated(least, most)));
  }

  static Scalar truncated() {
    return truncated(Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  static Scalar integer() {
    return integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** Returns the kind of a text that is one of {@code values}. */
  static Scalar oneOf(String... values) {
    return new Scalar(
        "one of " + String.join(", ", values), false, value -> value.oneOf(List.of(values)));
  }

  /** Returns the kind of a text that must be one of {@code values} before a project is run. */
  static Scalar wordOf(String... values) {
    return new Scalar("one of " + String.join(", ", values), false, Value::text)
        .demanding(value -> value.mustBeOneOf(List.of(values)));
  }

  /**
   * Returns the kind of a text that {@code type} must make something of before a project is run;
   * its refusal is the problem.
   */
  static Scalar demanding(String form, Function<String, ?> type, String hint) {
    return new Scalar(form, false, Value::text).demanding(value -> value.mustSuit(type, hint));
  }

  /** Returns the kind of a text that {@code type} can be made of; its refusal is the problem. */
  static Scalar as(String form, Function<String, ?> type, String hint) {
    return new Scalar(
        form, false, value -> value.text().filter(text -> value.asType(type, hint).isPresent()));
  }

  private static Optional<String> text(OptionalInt number) {
    return number.isPresent() ? Optional.of(Integer.toString(number.getAsInt())) : Optional.empty();
  }

  private static Optional<String> text(OptionalLong number) {
    return number.isPresent() ? Optional.of(Long.toString(number.getAsLong())) : Optional.empty();
  }

  private record Command() implements Kind {
    @Override
    public String form() {
      return "a command as a text or list";
    }

    @Override
    public boolean nullIsValue() {
      return true;
    }

    @Override
    public Optional<Node> canonical(Value value) {
      if (value.isList()) {
        return TEXTS.canonical(value);
      }
      return value
          .asType(CommandLine::parse, "write the command as a list, such as [sh, -c, '…']")
          .map(line -> line.warned(value))
          .map(
              words ->
                  new ListNode(
                      value.place(),
                      words.stream()
                          .<Node>map(word -> new ScalarNode(value.place(), word, false))
                          .toList()));
    }
  }

  /**
   * @param replaced whether a later value replaces an earlier one
   */
  private record Anything(boolean replaced) implements Kind {
    @Override
    public String form() {
      return "anything";
    }

    @Override
    public Optional<Node> canonical(Value value) {
      return Optional.of(value.node());
    }

    @Override
    public Node merge(Node base, Node later) {
      if (replaced) {
        return Maps.settled(later);
      }
      if (base instanceof MapNode first && later instanceof MapNode second) {
        return Maps.merge(first, second, key -> this);
      }
      if (base instanceof ListNode first && later instanceof ListNode second) {
        return new ListNode(
            later.place(),
            Stream.concat(first.items().stream(), second.items().stream())
                .map(Maps::settled)
                .toList());
      }
      return Maps.settled(later);
    }
  }
}
