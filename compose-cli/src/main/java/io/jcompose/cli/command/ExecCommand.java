package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.ExecSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** {@code jcompose exec}; its words after the service belong to the program. */
final class ExecCommand implements Callable<Integer> {
  private final Tools tools;
  private final Flag noTerminal;
  private final Supplier<List<String>> variables;
  private final Supplier<Optional<String>> user;
  private final Supplier<Optional<String>> workingDirectory;
  private final Supplier<String> service;
  private final Supplier<List<String>> arguments;

  ExecCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Run a program in a running container; ends with its exit code.");
    syntax.endOptionsAtFirstArgument(); // what follows is the program's
    noTerminal =
        syntax.flag(
            "-T, --no-tty",
            "Give it no terminal; the default unless input and output are terminals.");
    variables =
        syntax
            .option(
                "-e, --env=NAME=VALUE",
                "Set a variable; without a value, this shell's is taken. May be repeated.")
            .repeated();
    user =
        syntax
            .option("-u, --user=USER[:GROUP]", "Run it as this user; the container's by default.")
            .optional();
    workingDirectory =
        syntax
            .option("-w, --workdir=DIR", "Run it in this directory; the container's by default.")
            .optional();
    service = syntax.argument("SERVICE", "The service to run it in.");
    arguments = syntax.oneOrMoreArguments("PROGRAM", "The program and its arguments.");
  }

  @Override
  public Integer call() {
    ContainerStatus container = new ExistingProject(tools).running(service.get());
    return tools
        .runtime()
        .get()
        .containers()
        .exec(
            container.name(),
            new ExecSpec(
                arguments.get(), environment(), user.get(), workingDirectory.get(), streams()));
  }

  private ExecSpec.Streams streams() {
    boolean terminals = tools.console().facts().in() && tools.console().facts().out();
    return terminals && !noTerminal.isSet()
        ? new ExecSpec.Streams.Terminal()
        : tools.console().handedOn();
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String variable : variables.get()) {
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
