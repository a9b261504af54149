package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.supervisor.Actor;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.model.plan.OneOffPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ServiceName;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** {@code jcompose run}; its words after the service belong to the program. */
final class RunCommand implements Callable<Integer> {
  private static final int RANDOM_BYTES = 6;

  private final Tools tools;
  private final CreationFlags creation;
  private final Flag detach;
  private final Flag remove;
  private final Flag noDependencies;
  private final Flag servicePorts;
  private final Flag useAliases;
  private final Supplier<Optional<String>> name;
  private final Supplier<Optional<String>> entrypoint;
  private final Supplier<Optional<String>> user;
  private final Supplier<Optional<String>> workingDirectory;
  private final Supplier<List<String>> variables;
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
                "Set a variable; without a value, this shell's is taken. May be repeated.")
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
  public Integer call() throws InterruptedException {
    check();
    PodPlan plan =
        tools.projects().plan(List.of(service.get()), List.of(), new KnownImages(tools.runtime()));
    OneOffPlan oneOff = oneOff(plan);
    Actor supervisor = tools.supervisors().remote(plan.project());
    Request.Run request =
        new Request.Run(plan, oneOff, !noDependencies.isSet(), creation.choices(tools, plan));
    if (creation.isRehearsal(tools)) {
      Performance performance = new Performance(tools);
      return performance.report(performance.rehearse(request)).number();
    }
    ExitCode begun = new Performance(tools).of(supervisor, request);
    ContainerName container = oneOff.container().name();
    if (begun != ExitCode.OK) {
      return begun.number();
    }
    if (detach.isSet()) {
      tools.console().line(container.value());
      return ExitCode.OK.number();
    }
    int code = new OneOffSession(tools, supervisor, container).untilEnd();
    if (remove.isSet()) {
      supervisor.perform(new Request.Discard(container), event -> {});
    }
    return code;
  }

  private void check() {
    creation.check();
    if (servicePorts.isSet() && !ports.get().isEmpty()) {
      throw new UsageFailure(
          "--service-ports and --publish do not go together", "leave one of them out");
    }
  }

  private OneOffPlan oneOff(PodPlan plan) {
    ServiceName wanted =
        KnownServices.find(
            service.get(), plan.containers().stream().map(c -> c.service()).toList());
    PodPlan changed =
        tools
            .projects()
            .planOfOne(
                service.get(), changes().document(service.get()), new KnownImages(tools.runtime()));
    return OneOffPlan.of(
        new ContainerName(name.get().orElseGet(() -> madeUp(plan))),
        wanted,
        plan,
        changed,
        useAliases.isSet(),
        remove.isSet() && detach.isSet());
  }

  private String madeUp(PodPlan plan) {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    return plan.project() + "-" + service.get() + "-run-" + HexFormat.of().formatHex(random);
  }

  private OneOffChanges changes() {
    OneOffChanges changes = new OneOffChanges();
    changes.without("container_name");
    changes.without("deploy", "restart_policy");
    changes.text("restart", Optional.of("no"));
    changes.text("entrypoint", entrypoint.get());
    if (!arguments.get().isEmpty() || entrypoint.get().isPresent()) {
      changes.only("command", arguments.get());
    }
    changes.text("user", user.get());
    changes.text("working_dir", workingDirectory.get());
    changes.list("environment", variables.get().stream().filter(this::isSet).toList());
    changes.list("labels", labels.get());
    changes.list("volumes", volumes.get());
    changes.list("cap_add", addedCapabilities.get());
    changes.list("cap_drop", droppedCapabilities.get());
    if (!servicePorts.isSet()) {
      changes.only("ports", ports.get());
    }
    return changes;
  }

  /** A name that this shell has no value for keeps the one that the files or the image give it. */
  private boolean isSet(String variable) {
    return variable.indexOf('=') >= 0 || tools.environment().containsKey(variable);
  }
}
