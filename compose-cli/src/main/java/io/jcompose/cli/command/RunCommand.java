package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.supervisor.Actor;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.model.interpolate.Variables;
import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.OneOffPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.KeySequence;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.ActionResult;
import io.jcompose.scheduler.UpOptions;
import io.jcompose.scheduler.event.EventSink;
import io.jcompose.scheduler.runtime.AttachSpec;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.ExecSpec;
import io.jcompose.scheduler.runtime.ExitStatus;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@code jcompose run}; its words after the service belong to the program. */
final class RunCommand implements Callable<Integer> {
  private static final int RANDOM_BYTES = 6;

  private final Tools tools;
  private final CreationFlags creation;
  private final Flag detach;
  private final Flag remove;
  private final Flag noTerminal;
  private final Flag noInput;
  private final Flag noDependencies;
  private final Flag servicePorts;
  private final Flag useAliases;
  private final Supplier<Optional<String>> name;
  private final Supplier<Optional<String>> entrypoint;
  private final Supplier<Optional<String>> user;
  private final Supplier<Optional<String>> workingDirectory;
  private final Supplier<List<String>> variables;
  private final Supplier<List<String>> variableFiles;
  private final Supplier<List<String>> labels;
  private final Supplier<List<String>> ports;
  private final Supplier<List<String>> volumes;
  private final Supplier<List<String>> addedCapabilities;
  private final Supplier<List<String>> droppedCapabilities;
  private final Supplier<String> service;
  private final Supplier<List<String>> arguments;

  RunCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Run a command in a further container of a service; ends with its exit code.");
    syntax.endOptionsAtFirstArgument(); // what follows is the program's
    creation = CreationFlags.forOne(syntax);
    detach = syntax.flag("-d, --detach", "Return once it runs, and print its name.");
    remove = syntax.flag("--rm", "Remove the container once it has ended.");
    noTerminal =
        syntax.flag(
            "-T, --no-tty",
            "Give it no terminal; the default unless input and output are terminals.");
    noInput = syntax.flag("--no-stdin", "Hand it no input.");
    syntax.flag("-i, --interactive", "Hand it this command's input; the default.");
    syntax.flag("-t, --tty", "Give it a terminal where there is one; the default.");
    noDependencies = syntax.flag("--no-deps", "Do not start what the service depends on.");
    servicePorts = syntax.flag("-P, --service-ports", "Publish the service's ports; else none is.");
    useAliases = syntax.flag("--use-aliases", "Let others find it by the service's names.");
    name = syntax.option("--name=NAME", "The container's name.").optional();
    entrypoint =
        syntax.option("--entrypoint=COMMAND", "Run this in place of the entrypoint.").optional();
    user = syntax.option("-u, --user=USER[:GROUP]", "Run it as this user.").optional();
    workingDirectory =
        syntax.option("-w, --workdir=DIR", "Run it in this directory of the container.").optional();
    variables =
        syntax
            .option(
                "-e, --env=NAME=VALUE",
                "Set a variable; without a value, this shell's or that of '.env' is taken. May be repeated.")
            .repeated();
    variableFiles =
        syntax
            .option(
                "--env-from-file=FILE",
                "Set the variables in a file, as 'env_file:' does; --env goes before. May be"
                    + " repeated; an earlier file goes before.")
            .repeated();
    labels = syntax.option("-l, --label=NAME=VALUE", "Add a label. May be repeated.").repeated();
    ports =
        syntax
            .option("-p, --publish=PORT", "Publish a port, as 'ports:' does. May be repeated.")
            .repeated();
    volumes =
        syntax
            .option("-v, --volume=VOLUME", "Mount as 'volumes:' does. May be repeated.")
            .repeated();
    addedCapabilities =
        syntax.option("--cap-add=CAPABILITY", "Add a capability. May be repeated.").repeated();
    droppedCapabilities =
        syntax.option("--cap-drop=CAPABILITY", "Drop a capability. May be repeated.").repeated();
    service = syntax.argument("SERVICE", "The service.");
    arguments =
        syntax.arguments("PROGRAM", "The program and its arguments; the service's if none.");
  }

  @Override
  public Integer call() {
    check();
    PlannedProject project =
        tools
            .projects()
            .plan(
                List.of(service.get()),
                List.of(),
                creation.images(tools, List.of(service.get()), !noDependencies.isSet()));
    PodPlan plan = project.plan();
    OneOffPlan oneOff = oneOff(project);
    Request.Run request =
        new Request.Run(plan, oneOff, !noDependencies.isSet(), creation.choices(tools, project));
    Performance performance = new Performance(tools);
    if (creation.isRehearsal(tools)) {
      return performance.report(performance.rehearse(request, project.due())).number();
    }
    Actor supervisor = tools.supervisors().remote(plan.project());
    return detach.isSet() ? detached(supervisor, request) : attached(supervisor, request);
  }

  private int detached(Actor supervisor, Request.Run request) {
    ExitCode begun = new Performance(tools).of(supervisor, request);
    if (begun == ExitCode.OK) {
      tools.console().line(request.oneOff().container().name().value());
    }
    return begun.number();
  }

  private int attached(Actor supervisor, Request.Run request) {
    ContainerPlan container = request.oneOff().container();
    ExitCode prepared = dependenciesUp(supervisor, request);
    if (prepared != ExitCode.OK) {
      return prepared.number();
    }
    List<ActionResult> begun = new ArrayList<>();
    OptionalInt code =
        new AttachedSession(tools, container.project(), container.name(), true)
            .untilEnd(
                attachment(),
                () -> {
                  // without a display: the terminal is the container's by now
                  begun.add(supervisor.perform(request, EventSink.SILENT));
                  return begun.get(0).succeeded();
                });
    int ended = code.isPresent() ? code.getAsInt() : neverRan(container.name(), begun.get(0));
    if (remove.isSet()) {
      supervisor.perform(new Request.Discard(container.name()), EventSink.SILENT);
    }
    return ended;
  }

  /** A program that does not exist or cannot be executed has an exit code nonetheless. */
  private int neverRan(ContainerName container, ActionResult result) {
    ExitCode reported = new Performance(tools).report(result);
    return tools
        .runtime()
        .get()
        .containers()
        .find(container)
        .filter(made -> reported == ExitCode.FAILED)
        .flatMap(ContainerStatus::exit)
        .map(ExitStatus::code)
        .orElse(reported.number());
  }

  /** Brings up what the container depends on, as long as there is a display to show it. */
  private ExitCode dependenciesUp(Actor supervisor, Request.Run request) {
    Set<ServiceName> services =
        request.oneOff().container().dependencies().stream()
            .map(Dependency::service)
            .collect(Collectors.toSet());
    if (services.isEmpty() || noDependencies.isSet()) {
      return ExitCode.OK;
    }
    UpOptions options = UpOptions.DEFAULT.withServices(services).withChoices(request.choices());
    return new Performance(tools).of(supervisor, new Request.Up(request.plan(), options));
  }

  private AttachSpec attachment() {
    return new AttachSpec(
        hasTerminal() ? new ExecSpec.Streams.Terminal() : tools.console().handedOn(),
        !noInput.isSet(),
        hasTerminal() ? KeySequence.parse("ctrl-p,ctrl-q") : KeySequence.NONE);
  }

  private boolean hasTerminal() {
    return !noTerminal.isSet() && tools.console().facts().in() && tools.console().facts().out();
  }

  private void check() {
    creation.check();
    if (servicePorts.isSet() && !ports.get().isEmpty()) {
      throw new UsageFailure(
          "--service-ports and --publish do not go together", "leave one of them out");
    }
  }

  private OneOffPlan oneOff(PlannedProject project) {
    PodPlan plan = project.plan();
    ServiceName wanted =
        KnownServices.find(
            service.get(), plan.containers().stream().map(c -> c.service()).toList());
    PodPlan changed =
        tools
            .projects()
            .planOfOne(
                service.get(),
                changes(project.variables()).document(service.get()),
                new KnownImages(tools.runtime()));
    return OneOffPlan.of(
        new ContainerName(name.get().orElseGet(() -> madeUp(project))),
        wanted,
        plan,
        changed,
        new OneOffPlan.Traits(
            useAliases.isSet(), !detach.isSet(), remove.isSet() && detach.isSet()));
  }

  private String madeUp(PlannedProject project) {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    return project
        .separator()
        .join(project.plan().project(), service.get(), "run", HexFormat.of().formatHex(random));
  }

  private OneOffChanges changes(Variables known) {
    OneOffChanges changes = new OneOffChanges();
    changes.without("container_name");
    changes.without("deploy", "restart_policy");
    changes.text("restart", Optional.of("no"));
    changes.text("entrypoint", entrypoint.get());
    if (!arguments.get().isEmpty() || entrypoint.get().isPresent()) {
      changes.only("command", arguments.get());
    }
    if (!detach.isSet()) {
      changes.flag("tty", hasTerminal());
      changes.flag("stdin_open", !noInput.isSet());
    }
    changes.text("user", user.get());
    changes.text("working_dir", workingDirectory.get());
    changes.list("environment", environment(known).assignments());
    changes.list("labels", labels.get());
    changes.list("volumes", volumes.get());
    changes.list("cap_add", addedCapabilities.get());
    changes.list("cap_drop", droppedCapabilities.get());
    if (!servicePorts.isSet()) {
      changes.only("ports", ports.get());
    }
    return changes;
  }

  /**
   * Returns the variables that are set. A name for which neither this shell nor {@code .env} has a
   * value keeps the one that the files or the image give it.
   */
  private Variables environment(Variables known) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String variable : variables.get()) {
      int equals = variable.indexOf('=');
      if (equals >= 0) {
        given.put(variable.substring(0, equals), variable.substring(equals + 1));
      } else {
        known.get(variable).ifPresent(value -> given.put(variable, value));
      }
    }
    return new EnvironmentFiles(
            tools.projects().workingDirectory(),
            warning -> tools.console().errorLine("warning: " + warning))
        .read(variableFiles.get(), new Variables(given), known);
  }
}
