package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.exit.Interrupts;
import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Seconds;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.supervisor.Actor;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.model.kubernetes.PlayChoices;
import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.scheduler.UpOptions;
import io.jcompose.scheduler.reconcile.OrphanChoice;
import io.jcompose.scheduler.reconcile.UpChoices;
import io.jcompose.scheduler.reconcile.UpChoices.Goal;
import io.jcompose.scheduler.reconcile.UpChoices.Recreation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** {@code jcompose kube play}. */
final class KubePlayCommand implements Callable<Integer> {
  private final Tools tools;
  private final ManifestArguments manifests;
  private final Supplier<List<String>> configMaps;
  private final Supplier<List<String>> networks;
  private final Supplier<List<String>> publish;
  private final Flag publishAll;
  private final Supplier<Optional<Integer>> replicas;
  private final Flag replace;
  private final Flag start;
  private final Flag untilReady;
  private final Supplier<Optional<Duration>> waitTimeout;
  private final Flag quiet;
  private final Flag down;
  private final Flag force;
  private final Flag dryRun;
  private final PodmanFlags refused;

  KubePlayCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Create and start the pods that manifests of Kubernetes describe.");
    manifests = new ManifestArguments(syntax);
    configMaps =
        syntax.option("--configmap=FILE", "A file of ConfigMaps; may be repeated.").repeated();
    networks =
        syntax
            .option(
                "--network=NAME",
                "A network that exists, host or none, in place of one of the pods' own; may be"
                    + " repeated.")
            .repeated();
    publish =
        syntax
            .option(
                "--publish=[ADDRESS:]HOST:CONTAINER[/PROTOCOL]",
                "A further port of a pod that the host has; may be repeated.")
            .repeated();
    publishAll = syntax.flag("--publish-all", "Publish all ports of containers, each as it is.");
    replicas =
        syntax
            .option("--replicas=NUMBER", "How many pods Deployments have, whatever they say.")
            .as(KubePlayCommand::number)
            .optional();
    replace = syntax.flag("--replace", "Make pods anew even if nothing about them changed.");
    start = syntax.flagOnByDefault("--start", "Start the pods; --start=false only makes them.");
    untilReady = syntax.flag("-w, --wait", "Return once containers are healthy too.");
    waitTimeout =
        syntax
            .option("--wait-timeout=SECONDS", "How long --wait waits at most.")
            .as(Seconds::parse)
            .optional();
    quiet = syntax.flag("-q, --quiet", "Show nothing of how images are pulled, and no names.");
    down = syntax.flag("--down", "Stop and remove the pods instead, as 'kube down' does.");
    force = syntax.flag("--force", "With --down: remove volumes of claims too.");
    dryRun = syntax.flag("--dry-run", "Print what would be done, and change nothing.");
    refused = new PodmanFlags(syntax);
  }

  private static Integer number(String text) {
    if (!text.matches("[0-9]{1,4}")) {
      throw new IllegalArgumentException("'" + text + "' is not a number of pods");
    }
    return Integer.valueOf(text);
  }

  @Override
  public Integer call() {
    refused.check();
    if (down.isSet()) {
      return new PlayedProject(tools, manifests.name(tools)).down(force.isSet()).number();
    }
    if (force.isSet()) {
      throw new UsageFailure("--force is about what --down removes", "leave it out, or add --down");
    }
    List<String> files = new ArrayList<>(manifests.files());
    files.addAll(configMaps.get());
    Tools own = tools.with(tools.projects().ofManifests(files, choices()));
    PlannedProject project = own.projects().plan(List.of(), List.of(), images(own));
    PodPlan plan = project.plan();
    Request request = new Request.Up(plan, options());
    Performance performance = new Performance(own);
    if (isRehearsal()) {
      return performance.report(performance.rehearse(request, project.due())).number();
    }
    new PlayedProject(tools, plan.project()).mustBeOf(plan.files());
    ExitCode ended = cancellable(own, plan, request);
    if (!quiet.isSet()) {
      plan.containers().stream()
          .map(ContainerPlan::name)
          .forEach(name -> tools.console().line(name.value()));
    }
    return ended.number();
  }

  private boolean isRehearsal() {
    return dryRun.isSet() || tools.options().dryRun();
  }

  private PlayChoices choices() {
    return new PlayChoices(
        Optional.of(manifests.nameOfFile().value()),
        replicas.get().map(OptionalInt::of).orElse(OptionalInt.empty()),
        publish.get(),
        publishAll.isSet(),
        networks.get());
  }

  private ImageSupply images(Tools own) {
    ImageWish wish = new ImageWish(List.of(), true, Optional.empty());
    return isRehearsal()
        ? new ForeseenImages(own, wish)
        : new PulledImages(own, wish, quiet.isSet());
  }

  private UpOptions options() {
    // what the files no longer have goes: a pod less is a replica less
    UpChoices choices =
        UpChoices.DEFAULT
            .withRecreation(replace.isSet() ? Recreation.ALWAYS : Recreation.IF_CHANGED)
            .withOrphans(new OrphanChoice(true, true, Set.of()))
            .withGoal(goal());
    return new UpOptions(Set.of(), true, waitTimeout.get(), choices);
  }

  private Goal goal() {
    if (!start.isSet()) {
      return Goal.CREATED;
    }
    return untilReady.isSet() ? Goal.READY : Goal.STARTED;
  }

  /** Ctrl-C breaks it off; what has been started runs on. */
  private static ExitCode cancellable(Tools tools, PodPlan plan, Request request) {
    Actor actor = tools.supervisors().remote(plan.project());
    Thread self = Thread.currentThread();
    try {
      return Interrupts.during(() -> new Performance(tools).of(actor, request), self::interrupt);
    } finally {
      Thread.interrupted(); // the flag has had its effect; what follows is not to end early
    }
  }
}
