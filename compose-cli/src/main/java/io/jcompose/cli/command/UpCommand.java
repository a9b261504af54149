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
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.value.ProjectName;
import io.jcompose.scheduler.UpOptions;
import io.jcompose.scheduler.reconcile.UpChoices;
import io.jcompose.scheduler.reconcile.UpChoices.Goal;
import io.jcompose.scheduler.reconcile.UpChoices.Recreation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** {@code jcompose up}. */
final class UpCommand implements Callable<Integer> {
  private final Tools tools;
  private final ServiceArguments services;
  private final Flag detach;
  private final CreationFlags creation;
  private final Flag noStart;
  private final Flag noDependencies;
  private final Flag alwaysRecreateDependencies;
  private final Flag renewVolumes;
  private final Flag untilReady;
  private final Supplier<Optional<Duration>> waitTimeout;
  private final StopTimeout timeout;
  private final AudienceFlags audience;
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
    audience = new AudienceFlags(syntax);
    creation = new CreationFlags(syntax);
    noStart = syntax.flag("--no-start", "Create containers, and start none.");
    noDependencies =
        syntax.flag(
            "--no-deps", "Leave alone what the services depend on: neither make nor start it.");
    alwaysRecreateDependencies =
        syntax.flag("--always-recreate-deps", "Make anew what the named services depend on.");
    renewVolumes =
        syntax.flag(
            "-V, --renew-anon-volumes",
            "Make containers anew, and their anonymous volumes with them.");
    noColour = syntax.flag("--no-color", "Use no colours.");
    noPrefix = syntax.flag("--no-log-prefix", "Do not show which container wrote a line.");
    timestamps = syntax.flag("--timestamps", "Show when each line was written.");
  }

  @Override
  public Integer call() throws InterruptedException {
    check();
    PlannedProject project =
        tools
            .projects()
            .plan(
                services.names(),
                creation.scale(),
                creation.images(tools, services.names(), !noDependencies.isSet()));
    PodPlan plan = project.plan();
    Request.Up request = new Request.Up(plan, options(project));
    if (creation.isRehearsal(tools)) {
      Performance performance = new Performance(tools);
      return performance.report(performance.rehearse(request, project.due())).number();
    }
    return detach.isSet() || untilReady.isSet() || noStart.isSet()
        ? upDetached(plan.project(), request).number()
        : upInForeground(
            project,
            request,
            audience.of(
                plan,
                request.options().services(),
                request.options().withDependencies(),
                timeout.given()));
  }

  private void check() {
    creation.check();
    audience.check(detach, untilReady);
    UsageFailure.ifBoth(
        renewVolumes, "--renew-anon-volumes", creation.noRecreate(), "--no-recreate");
    UsageFailure.ifBoth(
        alwaysRecreateDependencies,
        "--always-recreate-deps",
        creation.noRecreate(),
        "--no-recreate");
    UsageFailure.ifBoth(noStart, "--no-start", untilReady, "--wait");
    UsageFailure.ifBoth(noStart, "--no-start", audience.watch(), "--watch");
    UsageFailure.ifBoth(creation.noBuild(), "--no-build", audience.watch(), "--watch");
  }

  private UpOptions options(PlannedProject project) {
    UpChoices base = creation.choices(tools, project);
    UpChoices choices =
        (renewVolumes.isSet() ? base.withRecreation(Recreation.ALWAYS) : base)
            .withGoal(goal())
            .withRecreateDependencies(alwaysRecreateDependencies.isSet())
            .withRenewVolumes(renewVolumes.isSet())
            .withStopTimeout(timeout.given());
    return new UpOptions(
        services.in(project.plan()), !noDependencies.isSet(), waitTimeout.get(), choices);
  }

  private Goal goal() {
    if (noStart.isSet()) {
      return Goal.CREATED;
    }
    return untilReady.isSet() ? Goal.READY : Goal.STARTED;
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

  private int upInForeground(PlannedProject planned, Request.Up request, Audience watching)
      throws InterruptedException {
    ProjectName project = request.plan().project();
    Optional<Supervisor> here = supervisor(project);
    if (here.isEmpty()) {
      return foreground(tools.supervisors().remote(project), planned, request, watching);
    }
    boolean stillNeeded;
    int code;
    try (Supervisor supervisor = here.get()) {
      supervisor.stayFor("'jcompose up' in the foreground");
      code = foreground(supervisor, planned, request, watching);
      stillNeeded = !supervisor.isIdle();
    }
    if (stillNeeded) {
      tools.supervisors().ensure(project); // what was started and not stopped runs on
    }
    return code;
  }

  /**
   * Makes this process the supervisor if there is none. A service manager that started it watches
   * over this process only, so that it has to be the one.
   */
  private Optional<Supervisor> supervisor(ProjectName project) {
    if (tools.manager().isListening()) {
      return Optional.of(tools.supervisors().takeOver(project));
    }
    return tools.supervisors().isSupervised(project)
        ? Optional.empty()
        : tools.supervisors().become(project);
  }

  private int foreground(Actor actor, PlannedProject planned, Request.Up request, Audience watching)
      throws InterruptedException {
    Optional<WatchSession> watch =
        audience.watch().isSet()
            ? Optional.of(
                WatchSession.of(tools, planned.project(), request.options().services(), actor))
            : Optional.empty();
    return new ForegroundUp(tools, actor, printer(), watching, watch).run(request);
  }

  private LogPrinter printer() {
    Colours colours = noColour.isSet() ? Colours.OFF : tools.appearance().colours();
    return new LogPrinter(
        tools.console(), new LogPrinter.Style(!noPrefix.isSet(), timestamps.isSet(), colours));
  }
}
