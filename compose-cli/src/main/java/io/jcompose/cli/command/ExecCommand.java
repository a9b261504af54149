package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.ReplicaNumber;
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
  private final Flag detached;
  private final Flag privileged;
  private final Flag noTerminal;
  private final Supplier<Integer> index;
  private final Supplier<List<String>> variables;
  private final Supplier<Optional<String>> user;
  private final Supplier<Optional<String>> workingDirectory;
  private final Supplier<String> service;
  private final Supplier<List<String>> arguments;

  ExecCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Run a program in a running container; ends with its exit code.");
    syntax.endOptionsAtFirstArgument(); // what follows is the program's
    detached = syntax.flag("-d, --detach", "Return at once; the program runs on, unseen.");
    privileged = syntax.flag("--privileged", "Give it all capabilities and every system call.");
    index =
        syntax
            .option("--index=NUMBER", "Which of several replicas; the first that runs by default.")
            .as(ReplicaNumber::parse)
            .orElse(0);
    // as docker has them: what they ask for is the default
    syntax.flag("-i, --interactive", "Hand standard input on; always so.");
    syntax.flag("-t, --tty", "Give it a terminal; the default where there is one.");
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
    ContainerStatus container = new ExistingProject(tools).running(service.get(), index.get());
    ExecSpec spec =
        new ExecSpec(
            arguments.get(),
            environment(),
            user.get(),
            workingDirectory.get(),
            streams(),
            privileged.isSet());
    EventReport.Program program =
        new EventReport(tools, container.spec().plan().project(), container.name())
            .begun(arguments.get());
    int code = tools.runtime().get().containers().exec(container.name(), spec);
    if (!detached.isSet()) {
      program.ended(code);
    }
    return code;
  }

  private ExecSpec.Streams streams() {
    if (detached.isSet()) {
      return new ExecSpec.Streams.Discarded();
    }
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
