package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.Console;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Door of the package: runs a command line and returns its exit code. */
public final class CommandTree {
  private static final OptionSpec HELP =
      OptionSpec.builder("-h", "--help")
          .arity("0")
          .usageHelp(true)
          .description("Show this help.")
          .build();

  /** Other names of commands, as docker compose has them. */
  private static final Map<String, String> ALIASES =
      Map.of("config", "convert", "ls", "list", "rm", "remove");

  /**
   * The commands that {@code --dry-run} may stand before: those that are rehearsed then, and those
   * that only look. With any other it is refused, as that would act.
   */
  private static final Set<String> REHEARSED =
      Set.of(
          "up",
          "create",
          "scale",
          "run",
          "start",
          "stop",
          "restart",
          "kill",
          "pause",
          "unpause",
          "rm",
          "down",
          "kube",
          "ps",
          "ls",
          "inspect",
          "volumes",
          "config",
          "plan",
          "port",
          "images",
          "logs",
          "events",
          "doctor",
          "version",
          "status",
          "completion");

  private final Tools tools;
  private final Map<String, CommandMaker> commands = new LinkedHashMap<>();

  /** Creates the tree of all commands. */
  public CommandTree(Tools tools) {
    this.tools = tools;
    commands.put("up", UpCommand::new);
    commands.put("create", CreateCommand::new);
    commands.put("scale", ScaleCommand::new);
    commands.put("run", RunCommand::new);
    commands.put("down", DownCommand::new);
    commands.put("start", StartCommand::new);
    commands.put("stop", StopCommand::new);
    commands.put("restart", RestartCommand::new);
    commands.put("kill", KillCommand::new);
    commands.put("pause", PauseCommand::new);
    commands.put("unpause", UnpauseCommand::new);
    commands.put("rm", RemoveCommand::new);
    commands.put("ls", ListCommand::new);
    commands.put("inspect", InspectCommand::new);
    commands.put("volumes", VolumesCommand::new);
    commands.put("events", EventsCommand::new);
    commands.put("wait", WaitCommand::new);
    commands.put("ps", PsCommand::new);
    commands.put("top", TopCommand::new);
    commands.put("stats", StatsCommand::new);
    commands.put("logs", LogsCommand::new);
    commands.put("exec", ExecCommand::new);
    commands.put("attach", AttachCommand::new);
    commands.put("cp", CopyCommand::new);
    commands.put("watch", WatchCommand::new);
    commands.put("export", ExportCommand::new);
    commands.put("commit", CommitCommand::new);
    commands.put("config", ConfigCommand::new);
    commands.put("plan", PlanCommand::new);
    commands.put("generate", GenerateCommands::new);
    commands.put("kube", KubeCommands::new);
    commands.put("enable", EnableCommand::new);
    commands.put("disable", DisableCommand::new);
    commands.put("status", StatusCommand::new);
    commands.put("port", PortCommand::new);
    commands.put("network", NetworkCommands::new);
    commands.put("secret", SecretCommands::new);
    commands.put("pull", PullCommand::new);
    commands.put("push", PushCommand::new);
    commands.put("image", ImageCommands::new);
    commands.put("load", LoadCommand::new);
    commands.put("save", SaveCommand::new);
    commands.put("login", LoginCommand::new);
    commands.put("logout", LogoutCommand::new);
    commands.put("images", ImagesCommand::new);
    commands.put("doctor", DoctorCommand::new);
    commands.put("supervise", SuperviseCommand::new);
    commands.put("version", VersionCommand::new);
    commands.put("completion", CompletionCommand::new);
    commands.put(
        "__complete", (given, syntax) -> new CompleteCommand(given, syntax, this::everything));
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
    addTo(parser, commandsIn(arguments));
    return parser
        .setOut(console.outWriter())
        .setErr(console.errorWriter())
        .setExecutionStrategy(this::execute)
        .setParameterExceptionHandler((failure, words) -> report.usage(failure).number())
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> report.failure(failure, tools.options().debug()).number());
  }

  private int execute(ParseResult parsed) {
    if (tools.options().dryRun() && parsed.hasSubcommand()) {
      String command = parsed.subcommand().commandSpec().name();
      if (!REHEARSED.contains(command)) {
        throw new CommandLine.ParameterException(
            parsed.subcommand().commandSpec().commandLine(),
            "'" + command + "' cannot be rehearsed: it would act in spite of --dry-run");
      }
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  /** Returns all commands, to be parsed in place of those that {@link #run} was given. */
  private CommandLine everything() {
    CommandLine all = new CommandLine(root());
    addTo(all, commands);
    return all;
  }

  private CommandSpec root() {
    Syntax syntax = new Syntax();
    syntax.describe("Runs Compose applications on this host, with no daemon.");
    syntax.exitCodes(ExitCode.forHelp());
    CommandSpec root =
        CommandSpec.create()
            .version("jcompose version " + tools.version())
            .addOption(
                OptionSpec.builder("-v", "--version")
                    .arity("0")
                    .versionHelp(true)
                    .description("Show the version.")
                    .build());
    root.usageMessage()
        .synopsisSubcommandLabel("COMMAND")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n");
    tools.options().syntax().addTo(root);
    return completed(root, "jcompose", syntax);
  }

  private void addTo(CommandLine parent, Map<String, CommandMaker> below) {
    below.forEach((name, maker) -> parent.addSubcommand(name, line(name, maker), aliases(name)));
  }

  private CommandLine line(String name, CommandMaker maker) {
    Syntax syntax = new Syntax();
    Object command = maker.make(tools, syntax);
    CommandLine line =
        new CommandLine(completed(CommandSpec.wrapWithoutInspection(command), name, syntax));
    if (command instanceof CommandGroup parent) {
      addTo(line, parent.below());
    }
    return line;
  }

  private static CommandSpec completed(CommandSpec command, String name, Syntax syntax) {
    return syntax.addTo(command).name(name).addOption(HELP);
  }

  /**
   * Returns the commands that may be meant: making picocli's model of a command costs milliseconds,
   * so only those are made whose name stands among the words; all of them for a help text, or to
   * suggest what a misspelt word means.
   */
  private Map<String, CommandMaker> commandsIn(List<String> arguments) {
    Map<String, CommandMaker> named = new LinkedHashMap<>(commands);
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
