package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.output.Console;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Door of the package: runs a command line and returns its exit code. */
public final class CommandTree {
  private static final OptionSpec HELP =
      OptionSpec.builder("-h", "--help")
          .arity("0")
          .usageHelp(true)
          .description("Show this help.")
          .build();

  /** Other names of commands, as docker compose has them. */
  private static final Map<String, String> ALIASES = Map.of("config", "convert");

  private final Tools tools;
  private final Map<String, Supplier<Object>> commands = new LinkedHashMap<>();

  /** Creates the tree of all commands. */
  public CommandTree(Tools tools) {
    this.tools = tools;
    commands.put("up", () -> new UpCommand(tools));
    commands.put("down", () -> new DownCommand(tools));
    commands.put("start", () -> new StartCommand(tools));
    commands.put("stop", () -> new StopCommand(tools));
    commands.put("restart", () -> new RestartCommand(tools));
    commands.put("kill", () -> new KillCommand(tools));
    commands.put("ps", () -> new PsCommand(tools));
    commands.put("logs", () -> new LogsCommand(tools));
    commands.put("exec", () -> new ExecCommand(tools));
    commands.put("config", () -> new ConfigCommand(tools));
    commands.put("plan", () -> new PlanCommand(tools));
    commands.put("port", () -> new PortCommand(tools));
    commands.put("network", NetworkCommands::new);
    commands.put("load", () -> new LoadCommand(tools));
    commands.put("images", () -> new ImagesCommand(tools));
    commands.put("doctor", () -> new DoctorCommand(tools));
    commands.put("supervise", () -> new SuperviseCommand(tools));
    commands.put("version", () -> new VersionCommand(tools.console(), tools.version()));
  }

  /**
   * Runs one command line. Failures are shown on standard error, never thrown.
   *
   * @return the exit code, as {@link ExitCode} promises
   */
  public int run(List<String> arguments) {
    return parser(arguments).execute(arguments.toArray(String[]::new));
  }

  private CommandLine parser(List<String> arguments) {
    Console console = tools.console();
    FailureReport report = new FailureReport(console);
    CommandLine parser = new CommandLine(root());
    commandsIn(arguments)
        .forEach(
            (name, command) -> parser.addSubcommand(name, withHelp(command.get()), aliases(name)));
    return parser
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(console.outWriter())
        .setErr(console.errorWriter())
        .setParameterExceptionHandler((failure, words) -> report.usage(failure).number())
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> report.failure(failure, tools.options().debug()).number());
  }

  private CommandSpec root() {
    CommandSpec root =
        CommandSpec.create()
            .name("jcompose")
            .version("jcompose version " + tools.version())
            .addMixin("globals", CommandSpec.forAnnotatedObject(tools.options()))
            .addOption(HELP)
            .addOption(
                OptionSpec.builder("-v", "--version")
                    .arity("0")
                    .versionHelp(true)
                    .description("Show the version.")
                    .build());
    root.usageMessage()
        .description("Runs Compose applications on this host, with no daemon.")
        .synopsisSubcommandLabel("COMMAND")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n")
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCode.forHelp());
    return root;
  }

  private CommandLine withHelp(Object command) {
    CommandLine line = new CommandLine(command);
    line.getCommandSpec().addOption(HELP);
    if (command instanceof NetworkCommands) {
      NetworkCommands.below(tools)
          .forEach((name, below) -> line.addSubcommand(name, withHelp(below.get())));
    }
    // picocli would take the options of the program that exec runs for its own
    return line.setStopAtPositional(command instanceof ExecCommand);
  }

  /**
   * Returns the commands that may be meant: making picocli's model of a command costs milliseconds,
   * so only those are made whose name stands among the words; all of them for a help text, or to
   * suggest what a misspelt word means.
   */
  private Map<String, Supplier<Object>> commandsIn(List<String> arguments) {
    Map<String, Supplier<Object>> named = new LinkedHashMap<>(commands);
    named
        .keySet()
        .removeIf(
            name ->
                !arguments.contains(name)
                    && Arrays.stream(aliases(name)).noneMatch(arguments::contains));
    boolean helpWanted = arguments.contains("--help") || arguments.contains("-h");
    return named.isEmpty() || helpWanted ? commands : named;
  }

  private static String[] aliases(String command) {
    return Stream.ofNullable(ALIASES.get(command)).toArray(String[]::new);
  }
}
