package io.jcompose.cli.command;

import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.ExecSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jcompose exec}; its words after the service belong to the program. */
@Command(
    name = "exec",
    description = "Run a program in a running container; ends with its exit code.")
final class ExecCommand implements Callable<Integer> {
  private final Tools tools;

  @Option(
      names = {"-T", "--no-tty"},
      description = "Give it no terminal; the default unless input and output are terminals.")
  private boolean noTerminal;

  @Option(
      names = {"-e", "--env"},
      paramLabel = "NAME=VALUE",
      description = "Set a variable; without a value, this shell's is taken. May be repeated.")
  private final List<String> variables = new ArrayList<>();

  @Option(
      names = {"-u", "--user"},
      paramLabel = "USER[:GROUP]",
      description = "Run it as this user; the container's by default.")
  private Optional<String> user = Optional.empty();

  @Option(
      names = {"-w", "--workdir"},
      paramLabel = "DIR",
      description = "Run it in this directory; the container's by default.")
  private Optional<String> workingDirectory = Optional.empty();

  @Parameters(index = "0", paramLabel = "SERVICE", description = "The service to run it in.")
  private String service = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PROGRAM",
      description = "The program and its arguments.")
  private final List<String> arguments = new ArrayList<>();

  ExecCommand(Tools tools) {
    this.tools = tools;
  }

  @Override
  public Integer call() {
    ContainerStatus container = new ExistingProject(tools).running(service);
    return tools
        .runtime()
        .get()
        .containers()
        .exec(
            container.name(),
            new ExecSpec(arguments, environment(), user, workingDirectory, streams()));
  }

  private ExecSpec.Streams streams() {
    boolean terminals = tools.console().facts().in() && tools.console().facts().out();
    return terminals && !noTerminal ? new ExecSpec.Streams.Terminal() : tools.console().handedOn();
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String variable : variables) {
      int equals = variable.indexOf('=');
      if (equals >= 0) {
        environment.put(variable.substring(0, equals), variable.substring(equals + 1));
      } else if (tools.environment().containsKey(variable)) {
        environment.put(variable, tools.environment().getOrDefault(variable, ""));
      }
    }
    return environment;
  }
}
