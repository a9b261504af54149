package io.jcompose.scheduler.reconcile;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.OneOffPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.Signal;
import io.jcompose.scheduler.observe.Observed;
import io.jcompose.scheduler.reconcile.UpChoices.Goal;
import io.jcompose.scheduler.reconcile.UpChoices.Recreation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A command of a row, written as a user types it, and what the reconciler decides on it. */
final class RowCommand {
  private final String verb;
  private final Set<String> options = new LinkedHashSet<>();
  private final Set<ServiceName> services = new LinkedHashSet<>();
  private final Set<String> newImages = new LinkedHashSet<>();
  private Optional<Duration> timeout = Optional.empty();
  private Signal signal = Signal.KILL;

  RowCommand(String line) {
    Deque<String> words = new ArrayDeque<>(Arrays.asList(line.split(" ")));
    verb = words.remove();
    while (!words.isEmpty()) {
      String word = words.remove();
      switch (word) {
        case "-t" -> timeout = Optional.of(Duration.ofSeconds(Long.parseLong(words.remove())));
        case "-s" -> signal = Signal.parse(words.remove()).orElseThrow();
        default -> {
          if (word.startsWith("-")) {
            options.add(word);
          } else {
            services.add(new ServiceName(word));
          }
        }
      }
    }
  }

  /** Says that an image reference means another image now. */
  void newImage(String reference) {
    newImages.add(reference);
  }

  StepPlan decide(Observed observed, String wanted) {
    Reconciler reconciler = new Reconciler();
    return switch (verb) {
      case "up" -> reconciler.up(wanted(new ComposeText(wanted).plan()), observed, upChoices());
      case "run" -> reconciler.up(oneMore(wanted), observed, upChoices());
      case "start" -> reconciler.start(observed, services, has("--wait"));
      case "stop" -> reconciler.stop(observed, services, timeout);
      case "restart" -> reconciler.restart(observed, services, timeout, !has("--no-deps"));
      case "pause" -> reconciler.pause(observed, services);
      case "unpause" -> reconciler.unpause(observed, services);
      case "kill" -> reconciler.kill(observed, services, signal);
      case "rm" -> reconciler.remove(observed, services, has("--stop"), has("-v"));
      case "down" ->
          reconciler.down(
              observed, services, has("--remove-orphans"), new DownChoices(has("-v"), timeout));
      case "discard" ->
          reconciler.discard(observed, new ContainerName(services.iterator().next().value()));
      default -> throw new IllegalArgumentException("no such command: " + verb);
    };
  }

  private boolean has(String option) {
    return options.contains(option);
  }

  private UpChoices upChoices() {
    Goal goal = has("--no-start") ? Goal.CREATED : has("--wait") ? Goal.READY : Goal.STARTED;
    Recreation recreation =
        has("--force-recreate")
            ? Recreation.ALWAYS
            : has("--no-recreate") ? Recreation.NEVER : Recreation.IF_CHANGED;
    return new UpChoices(
        goal,
        recreation,
        has("--always-recreate-deps"),
        has("--renew-anon-volumes"),
        has("--yes"),
        false,
        new OrphanChoice(has("--remove-orphans"), true, Set.of()),
        timeout);
  }

  private Wanted wanted(PodPlan plan) {
    Set<ServiceName> selected = withDependencies(plan, services);
    List<Wanted.Container> containers = new ArrayList<>();
    for (ContainerPlan container : plan.containers()) {
      boolean chosen = services.isEmpty() || services.contains(container.service());
      if (chosen || (selected.contains(container.service()) && !has("--no-deps"))) {
        containers.add(wanted(container, chosen));
      }
    }
    Set<ServiceName> idle = new LinkedHashSet<>(plan.idle());
    if (!services.isEmpty()) {
      idle.retainAll(services);
    }
    return new Wanted(plan, containers, idle, Optional.empty());
  }

  private Wanted oneMore(String text) {
    ServiceName service = services.iterator().next();
    OneOffPlan oneOff = StandingProject.oneOff(text, service.value());
    PodPlan plan = new ComposeText(text).plan();
    Set<ServiceName> others = withDependencies(plan, services);
    others.remove(service);
    List<Wanted.Container> containers = new ArrayList<>();
    plan.containers().stream()
        .filter(container -> others.contains(container.service()))
        .forEach(container -> containers.add(wanted(container, false)));
    containers.add(wanted(oneOff.container(), true));
    return new Wanted(plan, containers, Set.of(), Optional.of(oneOff));
  }

  private static Set<ServiceName> withDependencies(PodPlan plan, Set<ServiceName> services) {
    Set<ServiceName> selected = new LinkedHashSet<>(services);
    Deque<ServiceName> open = new ArrayDeque<>(services);
    while (!open.isEmpty()) {
      ServiceName next = open.remove();
      plan.containers().stream()
          .filter(container -> container.service().equals(next))
          .flatMap(container -> container.dependencies().stream())
          .map(Dependency::service)
          .filter(selected::add)
          .forEach(open::add);
    }
    return selected;
  }

  private Wanted.Container wanted(ContainerPlan plan, boolean chosen) {
    String id = StandingProject.imageId(plan);
    String image = newImages.contains(plan.image().value()) ? id + " of today" : id;
    return new Wanted.Container(StandingProject.spec(plan), image, chosen);
  }
}
