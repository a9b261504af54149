package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.exit.Interrupts;
import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Seconds;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.Colours;
import io.jcompose.cli.output.LogPrinter;
import io.jcompose.cli.supervisor.Actor;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.cli.supervisor.Supervisor;
import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.UpOptions;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** {@code jcompose up}. */
final class UpCommand implements Callable<Integer> {
  private final Tools tools;
  private final ServiceArguments services;
  private final Flag detach;
  private final Flag untilReady;
  private final Supplier<Optional<Duration>> waitTimeout;
  private final StopTimeout timeout;
  private final Flag removeOrphans;
  private final Supplier<List<String>> scale;
  private final Flag noColour;
  private final Flag noPrefix;
  private final Flag timestamps;

  UpCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Create and start the project's containers.");
    services = new ServiceArguments(syntax);
    detach =
        syntax.flag(
            "-d, --detach", "Return once they run; else their output is shown until they end.");
    untilReady = syntax.flag("--wait", "Return once they are healthy too; implies --detach.");
    waitTimeout =
        syntax
            .option("--wait-timeout=SECONDS", "How long --wait waits at most.")
            .as(Seconds::parse)
            .optional();
    timeout = new StopTimeout(syntax);
    removeOrphans =
        syntax.flag(
            "--remove-orphans", "Remove containers of services that the project no longer has.");
    scale =
        syntax
            .option(
                "--scale=SERVICE=NUMBER",
                "How many containers a service has, whatever the files say. May be repeated.")
            .repeated();
    noColour = syntax.flag("--no-color", "Use no colours.");
    noPrefix = syntax.flag("--no-log-prefix", "Do not show which container wrote a line.");
    timestamps = syntax.flag("--timestamps", "Show when each line was written.");
  }

  @Override
  public Integer call() throws InterruptedException {
    PodPlan plan =
        tools
            .projects()
            .plan(
                services.names(),
                scale.get(),
                new KnownImages(tools.runtime()),
                new KnownContents(tools.runtime()));
    Request.Up request = new Request.Up(plan, options(plan));
    ExitCode code =
        detach.isSet() || untilReady.isSet()
            ? upDetached(plan.project(), request)
            : upInForeground(request);
    return code.number();
  }

  private UpOptions options(PodPlan plan) {
    List<ServiceName> known = plan.containers().stream().map(ContainerPlan::service).toList();
    Set<ServiceName> selected = new LinkedHashSet<>();
    services.names().forEach(name -> selected.add(KnownServices.find(name, known)));
    return new UpOptions(
        selected, untilReady.isSet(), waitTimeout.get(), timeout.given(), removeOrphans.isSet());
  }

  private ExitCode upDetached(ProjectName project, Request request) {
    Optional<Supervisor> here =
        tools.detachment().isAwaited() && !tools.supervisors().isSupervised(project)
            ? tools.supervisors().become(project)
            : Optional.empty();
    if (here.isEmpty()) {
      return cancellable(tools.supervisors().remote(project), request);
    }
    try (Supervisor supervisor = here.get()) {
      ExitCode code = cancellable(supervisor, request);
      tools.detachment().report(code.number(), supervisor.log());
      supervisor.serveUntilIdle(Duration.ZERO);
      return code;
    }
  }

  /** Ctrl-C breaks an {@code up} off; what has been started runs on. */
  private ExitCode cancellable(Actor actor, Request request) {
    Thread self = Thread.currentThread();
    try {
      return Interrupts.during(() -> new Performance(tools).of(actor, request), self::interrupt);
    } finally {
      Thread.interrupted(); // the flag has had its effect; what follows is not to end early
    }
  }

  private ExitCode upInForeground(Request.Up request) throws InterruptedException {
    ProjectName project = request.plan().project();
    Optional<Supervisor> here =
        tools.supervisors().isSupervised(project)
            ? Optional.empty()
            : tools.supervisors().become(project);
    if (here.isEmpty()) {
      return new ForegroundUp(tools, tools.supervisors().remote(project), printer()).run(request);
    }
    boolean stillNeeded;
    ExitCode code;
    try (Supervisor supervisor = here.get()) {
      code = new ForegroundUp(tools, supervisor, printer()).run(request);
      stillNeeded = !supervisor.isIdle();
    }
    if (stillNeeded) {
      tools.supervisors().ensure(project); // 'up' failed, and what it had started runs on
    }
    return code;
  }

  private LogPrinter printer() {
    Colours colours = noColour.isSet() ? Colours.OFF : tools.appearance().colours();
    return new LogPrinter(
        tools.console(), new LogPrinter.Style(!noPrefix.isSet(), timestamps.isSet(), colours));
  }
}
