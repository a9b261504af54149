package io.jcompose.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What a command takes: declared in its constructor, in the form in which the help shows it, and
 * read once the command line has been parsed.
 *
 * <pre>{@code
 * syntax.describe("Send a signal to containers that run.");
 * quiet = syntax.flag("-q, --quiet", "Print nothing.");
 * signal =
 *     syntax
 *         .option("-s, --signal=SIGNAL", "The signal's name or number; SIGKILL by default.")
 *         .as(SignalName::parse)
 *         .orElse(Signal.KILL);
 * services = syntax.arguments("SERVICE", "The services meant; all by default.");
 * }</pre>
 *
 * <p>It stands in place of picocli's annotations, which are read by reflection: that took a quarter
 * of the time of a short command.
 */
public final class Syntax {
  private final List<ArgSpec> words = new ArrayList<>();
  private final List<Consumer<CommandSpec>> traits = new ArrayList<>();
  private int positions;

  /** Says in a sentence what the command does. */
  public void describe(String sentence) {
    traits.add(command -> command.usageMessage().description(sentence));
  }

  /** Lists exit codes with their meanings in the help. */
  public void exitCodes(Map<String, String> meanings) {
    traits.add(
        command ->
            command.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(meanings));
  }

  /** Keeps the command out of help texts. */
  public void hide() {
    traits.add(command -> command.usageMessage().hidden(true));
  }

  /** Makes arguments of all words after the first, even of those that look like options. */
  public void endOptionsAtFirstArgument() {
    traits.add(command -> command.parser().stopAtPositional(true));
  }

  /**
   * Declares an option without a value.
   *
   * @param names such as {@code -q, --quiet}
   */
  public Flag flag(String names, String description) {
    return flag(names, description, false);
  }

  /**
   * Declares an option without a value that counts as given; {@code --option=false} turns it off.
   *
   * @param names such as {@code --orphans}
   */
  public Flag flagOnByDefault(String names, String description) {
    return flag(names, description, true);
  }

  private Flag flag(String names, String description, boolean otherwise) {
    OptionSpec flag =
        OptionSpec.builder(split(names)).type(boolean.class).description(description).build();
    words.add(flag);
    return () -> Syntax.<Boolean>valueOf(flag).orElse(otherwise);
  }

  /**
   * Begins to declare an option with a value.
   *
   * @param form such as {@code -o, --output=FILE}
   */
  public OptionValue<String> option(String form, String description) {
    int equals = form.indexOf('=');
    return new OptionValue<>(
        words::add,
        OptionSpec.builder(split(form.substring(0, equals)))
            .paramLabel(form.substring(equals + 1))
            .description(description),
        text -> text);
  }

  /**
   * Declares options of which one at most may be given: those that {@code declaration} declares.
   */
  public <T> T oneAtMost(Function<Syntax, T> declaration) {
    Syntax alternatives = new Syntax();
    T declared = declaration.apply(alternatives);
    ArgGroupSpec.Builder group = ArgGroupSpec.builder().exclusive(true);
    alternatives.words.forEach(group::addArg);
    traits.add(command -> command.addArgGroup(group.build()));
    return declared;
  }

  /** Declares the next argument; it must be there. */
  public Supplier<String> argument(String label, String description) {
    ArgSpec argument = nextArgument(label, description, "1");
    return argument::getValue;
  }

  /** Declares the next argument; it may be missing. */
  public Supplier<Optional<String>> optionalArgument(String label, String description) {
    ArgSpec argument = nextArgument(label, description, "0..1");
    return () -> valueOf(argument);
  }

  /** Declares that all further arguments are of one kind, and that there may be none. */
  public Supplier<List<String>> arguments(String label, String description) {
    return furtherArguments(label, description, "0..*");
  }

  /** Declares that all further arguments are of one kind, and that there is one at least. */
  public Supplier<List<String>> oneOrMoreArguments(String label, String description) {
    return furtherArguments(label, description, "1..*");
  }

  private ArgSpec nextArgument(String label, String description, String number) {
    ArgSpec argument =
        arguments(Integer.toString(positions), number, label, description)
            .type(String.class)
            .build();
    positions++;
    words.add(argument);
    return argument;
  }

  private Supplier<List<String>> furtherArguments(String label, String description, String number) {
    ArgSpec arguments =
        arguments(positions + "..*", number, label, description)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .build();
    words.add(arguments);
    return () -> listOf(arguments);
  }

  private static PositionalParamSpec.Builder arguments(
      String index, String number, String label, String description) {
    return PositionalParamSpec.builder()
        .index(index)
        .arity(number)
        .required(!number.startsWith("0"))
        .paramLabel(label)
        .description(description);
  }

  private static String[] split(String names) {
    return names.split(", ");
  }

  /** Returns what was given for a word; empty if nothing was. */
  static <T> Optional<T> valueOf(ArgSpec word) {
    return Optional.ofNullable(word.<T>getValue());
  }

  /** Returns all that was given for a word, in order. */
  static <T> List<T> listOf(ArgSpec word) {
    return List.copyOf(Syntax.<List<T>>valueOf(word).orElse(List.of()));
  }

  /** Adds what has been declared to a command of picocli, and returns that. */
  public CommandSpec addTo(CommandSpec command) {
    words.forEach(command::add);
    traits.forEach(trait -> trait.accept(command));
    return command;
  }
}
