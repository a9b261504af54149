package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import io.jcompose.model.error.JcomposeException;
import io.jcompose.model.value.ServiceName;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code jcompose __complete}: what the scripts of {@code jcompose completion} ask. Prints what may
 * stand in place of the last word, one a line: commands, options, or services of the project that
 * the words before it name.
 */
final class CompleteCommand implements Runnable {
  private final Tools tools;
  private final Supplier<CommandLine> everything;
  private final Supplier<List<String>> words;

  /**
   * Creates the command.
   *
   * @param everything makes all commands, to be parsed once
   */
  CompleteCommand(Tools tools, Syntax syntax, Supplier<CommandLine> everything) {
    this.tools = tools;
    this.everything = everything;
    syntax.describe("Tell a shell what may stand at the cursor.");
    syntax.hide();
    words = syntax.arguments("WORD", "The words before the cursor; the last one may be empty.");
  }

  @Override
  public void run() {
    List<String> all = words.get();
    String last = all.isEmpty() ? "" : all.get(all.size() - 1);
    List<String> before = all.isEmpty() ? List.of() : all.subList(0, all.size() - 1);
    CommandSpec command = command(before);
    candidates(command, before, last)
        .filter(candidate -> candidate.startsWith(last))
        .sorted()
        .distinct()
        .forEach(tools.console()::line);
  }

  /** Reads the words, global options included, and returns the command they lead to. */
  private CommandSpec command(List<String> before) {
    CommandLine line = everything.get();
    collectErrors(line);
    ParseResult result = line.parseArgs(before.toArray(String[]::new));
    while (result.hasSubcommand()) {
      result = result.subcommand();
    }
    return result.commandSpec();
  }

  /** Half a command line is wrong usage most of the time. */
  private static void collectErrors(CommandLine line) {
    line.getCommandSpec().parser().collectErrors(true);
    line.getSubcommands().values().forEach(CompleteCommand::collectErrors);
  }

  private Stream<String> candidates(CommandSpec command, List<String> before, String last) {
    String previous = before.isEmpty() ? "" : before.get(before.size() - 1);
    OptionSpec waiting = command.findOption(previous);
    if (waiting != null && waiting.arity().min() > 0) {
      Iterable<String> values = waiting.completionCandidates();
      return values == null ? Stream.empty() : stream(values);
    }
    if (last.startsWith("-")) {
      return command.options().stream()
          .filter(option -> !option.hidden())
          .flatMap(option -> Stream.of(option.names()));
    }
    if (!command.subcommands().isEmpty()) {
      return command.subcommands().entrySet().stream()
          .filter(below -> !below.getValue().getCommandSpec().usageMessage().hidden())
          .filter(below -> below.getKey().equals(below.getValue().getCommandName()))
          .map(below -> below.getKey());
    }
    boolean takesServices =
        command.positionalParameters().stream()
            .anyMatch(argument -> argument.paramLabel().equals("SERVICE"));
    return takesServices ? services() : Stream.empty();
  }

  private static Stream<String> stream(Iterable<String> values) {
    Stream.Builder<String> all = Stream.builder();
    values.forEach(all);
    return all.build();
  }

  /** Those of the files; where these cannot be read, those of the project that stands here. */
  private Stream<String> services() {
    try {
      return tools.projects().load(List.of()).serviceNames().stream();
    } catch (JcomposeException e) {
      return tools
          .options()
          .projectName()
          .map(name -> ProjectState.read(name, tools.runtime().get()).services())
          .stream()
          .flatMap(names -> names.stream())
          .map(ServiceName::value);
    }
  }
}
