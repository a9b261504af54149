package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.exit.Interrupts;
import io.jcompose.cli.option.Seconds;
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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jcompose up}. */
@Command(name = "up", description = "Create and start the project's containers.")
final class UpCommand implements Callable<Integer> {
  private final Tools tools;
  @Mixin private ServiceArguments services = new ServiceArguments();

  @Option(
      names = {"-d", "--detach"},
      description = "Return once they run; else their output is shown until they end.")
  private boolean detach;

  @Option(names = "--wait", description = "Return once they are healthy too; implies --detach.")
  private boolean untilReady;

  @Option(
      names = "--wait-timeout",
      paramLabel = "SECONDS",
      converter = Seconds.class,
      description = "How long --wait waits at most.")
  private Optional<Duration> waitTimeout = Optional.empty();

  @Mixin private StopTimeout timeout = new StopTimeout();

  @Option(
      names = "--remove-orphans",
      description = "Remove containers of services that the project no longer has.")
  private boolean removeOrphans;

  @Option(
      names = "--scale",
      paramLabel = "SERVICE=NUMBER",
      description = "How many containers a service has, whatever the files say. May be repeated.")
  private final List<String> scale = new ArrayList<>();

  @Option(names = "--no-color", description = "Use no colours.")
  private boolean noColour;

  @Option(names = "--no-log-prefix", description = "Do not show which container wrote a line.")
  private boolean noPrefix;

  @Option(names = "--timestamps", description = "Show when each line was written.")
  private boolean timestamps;

  UpCommand(Tools tools) {
    this.tools = tools;
  }

  @Override
  public Integer call() throws InterruptedException {
    PodPlan plan = tools.projects().plan(services.names(), scale, new KnownImages(tools.runtime()));
    Request.Up request = new Request.Up(plan, options(plan));
    ExitCode code =
        detach || untilReady ? upDetached(plan.project(), request) : upInForeground(request);
    return code.number();
  }

  private UpOptions options(PodPlan plan) {
    List<ServiceName> known = plan.containers().stream().map(ContainerPlan::service).toList();
    Set<ServiceName> selected = new LinkedHashSet<>();
    services.names().forEach(name -> selected.add(KnownServices.find(name, known)));
    return new UpOptions(selected, untilReady, waitTimeout, timeout.given(), removeOrphans);
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
    Colours colours = noColour ? Colours.OFF : tools.appearance().colours();
    return new LogPrinter(tools.console(), new LogPrinter.Style(!noPrefix, timestamps, colours));
  }
}
