package io.jcompose.cli.option;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * The value of an option that is being declared: what kind it is of, and then, in one of the
 * methods that return a supplier, how often it may be given. The supplier is to be asked once the
 * command line has been parsed.
 */
public final class OptionValue<T> {
  private final Consumer<ArgSpec> declared;
  private final OptionSpec.Builder option;
  private final Function<String, T> reader;

  OptionValue(Consumer<ArgSpec> declared, OptionSpec.Builder option, Function<String, T> reader) {
    this.declared = declared;
    this.option = option;
    this.reader = reader;
  }

  /**
   * Makes it a value that {@code reader} reads.
   *
   * @param reader throws IllegalArgumentException, whose message the user is shown, for a text that
   *     is not legal
   */
  public <R> OptionValue<R> as(Function<String, R> reader) {
    return new OptionValue<>(declared, option, reader);
  }

  /** Makes it one of {@code choices}, in upper or lower case. */
  public <E extends Enum<E>> OptionValue<E> asOneOf(E[] choices) {
    List<String> names =
        Arrays.stream(choices).map(choice -> choice.name().toLowerCase(Locale.ROOT)).toList();
    option.completionCandidates(names);
    return as(text -> choose(choices, text));
  }

  private static <E extends Enum<E>> E choose(E[] choices, String text) {
    return Arrays.stream(choices)
        .filter(choice -> choice.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected one of %s (case-insensitive) but was '%s'"
                        .formatted(Arrays.toString(choices), text)));
  }

  /** Keeps it out of help texts and completions. */
  public OptionValue<T> hidden() {
    option.hidden(true);
    return this;
  }

  /** Declares that it may be missing. */
  public Supplier<Optional<T>> optional() {
    ArgSpec single = declare(option.type(Object.class));
    return () -> Syntax.valueOf(single);
  }

  /**
   * Declares that it may be missing, and that it may be given without a value.
   *
   * @param bare what is meant then
   */
  public Supplier<Optional<T>> optional(String bare) {
    ArgSpec single =
        option.type(Object.class).arity("0..1").fallbackValue(bare).converters(this::read).build();
    declared.accept(single);
    return () -> Syntax.valueOf(single);
  }

  /** Declares that it may be missing, and what it is then. */
  public Supplier<T> orElse(T otherwise) {
    Supplier<Optional<T>> given = optional();
    return () -> given.get().orElse(otherwise);
  }

  /** Declares that it must be given. */
  public Supplier<T> required() {
    return declare(option.type(Object.class).required(true))::getValue;
  }

  /** Declares that it may be given several times, or not at all. */
  public Supplier<List<T>> repeated() {
    ArgSpec several = declare(option.type(List.class).auxiliaryTypes(Object.class));
    return () -> Syntax.listOf(several);
  }

  private ArgSpec declare(OptionSpec.Builder complete) {
    ArgSpec built = complete.arity("1").converters(this::read).build();
    declared.accept(built);
    return built;
  }

  private T read(String text) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
