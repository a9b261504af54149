package io.jcompose.cli.command;

import io.jcompose.cli.command.Audience.Abort;
import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.graph.DependencyGraph;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The flags of {@code up} that say whose output it shows, and whose end is its own. */
final class AudienceFlags {
  private final Supplier<List<String>> attach;
  private final Supplier<List<String>> noAttach;
  private final Flag attachDependencies;
  private final Flag abortOnExit;
  private final Flag abortOnFailure;
  private final Supplier<Optional<String>> exitCodeFrom;
  private final Flag watch;

  AudienceFlags(Syntax syntax) {
    attach =
        syntax
            .option("--attach=SERVICE", "Show the output of this service alone; may be repeated.")
            .repeated();
    noAttach =
        syntax
            .option("--no-attach=SERVICE", "Do not show this service's output; may be repeated.")
            .repeated();
    attachDependencies =
        syntax.flag("--attach-dependencies", "Show what dependencies write as well.");
    abortOnExit =
        syntax.flag("--abort-on-container-exit", "Stop all as soon as one container ends.");
    abortOnFailure =
        syntax.flag(
            "--abort-on-container-failure", "Stop all as soon as one container ends with a code.");
    exitCodeFrom =
        syntax
            .option(
                "--exit-code-from=SERVICE",
                "End with this service's exit code; implies --abort-on-container-exit.")
            .optional();
    syntax.flag("--menu", "Accepted as docker compose's; there is no menu.");
    watch =
        syntax.flag(
            "-w, --watch", "Carry changed files into containers too, as 'jcompose watch' does.");
  }

  /**
   * Checks that the flags go together.
   *
   * @throws UsageFailure if they do not
   */
  void check(Flag detach, Flag untilReady) {
    UsageFailure.ifBoth(
        abortOnExit, "--abort-on-container-exit", abortOnFailure, "--abort-on-container-failure");
    foreground().forEach((name, flag) -> UsageFailure.ifBoth(detach, "--detach", flag, name));
    foreground().forEach((name, flag) -> UsageFailure.ifBoth(untilReady, "--wait", flag, name));
  }

  /** Returns whether files are watched meanwhile. */
  Flag watch() {
    return watch;
  }

  /** What makes sense only while somebody looks on. */
  private Map<String, Flag> foreground() {
    Map<String, Flag> flags = new LinkedHashMap<>();
    flags.put("--abort-on-container-exit", abortOnExit);
    flags.put("--abort-on-container-failure", abortOnFailure);
    flags.put("--exit-code-from", () -> exitCodeFrom.get().isPresent());
    flags.put("--attach", () -> !attach.get().isEmpty());
    flags.put("--attach-dependencies", attachDependencies);
    flags.put("--watch", watch);
    return flags;
  }

  /**
   * Returns what the flags say of a plan.
   *
   * @param named the services that were named; none means all
   * @param withDependencies whether what they depend on is part of this {@code up}
   * @throws UsageFailure if a flag names a service that is not
   */
  Audience of(
      PodPlan plan,
      Set<ServiceName> named,
      boolean withDependencies,
      Optional<Duration> stopTimeout) {
    Set<ServiceName> all = all(plan);
    Set<ServiceName> chosen = named.isEmpty() ? all : named;
    Set<ServiceName> included = withDependencies ? withDependencies(plan, chosen) : chosen;
    Set<ServiceName> shown = shown(plan, attachDependencies.isSet() ? included : chosen, included);
    noAttach.get().forEach(name -> shown.remove(KnownServices.find(name, all)));
    Optional<ServiceName> codeFrom =
        exitCodeFrom.get().map(name -> included(name, included, "take the exit code of"));
    return new Audience(
        shown,
        with(codeFrom, named.isEmpty() ? shown : named),
        with(codeFrom, named),
        abort(),
        codeFrom,
        stopTimeout);
  }

  private Set<ServiceName> shown(
      PodPlan plan, Set<ServiceName> candidates, Set<ServiceName> included) {
    Set<ServiceName> shown = new LinkedHashSet<>();
    attach.get().forEach(name -> shown.add(included(name, included, "attach to")));
    if (shown.isEmpty()) {
      plan.containers().stream()
          .filter(container -> container.console().attach())
          .map(ContainerPlan::service)
          .filter(candidates::contains)
          .forEach(shown::add);
    }
    return shown;
  }

  private static ServiceName included(String name, Set<ServiceName> included, String attempt) {
    return included.stream()
        .filter(service -> service.value().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageFailure(
                    "cannot " + attempt + " '" + name + "': it is not part of this 'up'",
                    "choose from: "
                        + String.join(
                            ", ", included.stream().map(ServiceName::value).sorted().toList())));
  }

  private Abort abort() {
    if (abortOnFailure.isSet()) {
      return Abort.ON_FAILURE;
    }
    return abortOnExit.isSet() || exitCodeFrom.get().isPresent() ? Abort.ON_EXIT : Abort.NEVER;
  }

  /** Adds one service to some; none means all, which need no further one. */
  private static Set<ServiceName> with(Optional<ServiceName> one, Set<ServiceName> some) {
    if (some.isEmpty() || one.isEmpty()) {
      return some;
    }
    Set<ServiceName> more = new TreeSet<>(some);
    more.add(one.get());
    return more;
  }

  private static Set<ServiceName> all(PodPlan plan) {
    Set<ServiceName> all = new LinkedHashSet<>();
    plan.containers().forEach(container -> all.add(container.service()));
    return all;
  }

  private static Set<ServiceName> withDependencies(PodPlan plan, Set<ServiceName> chosen) {
    Map<ServiceName, Set<ServiceName>> edges = new LinkedHashMap<>();
    for (ContainerPlan container : plan.containers()) {
      Set<ServiceName> on = edges.computeIfAbsent(container.service(), any -> new TreeSet<>());
      container.dependencies().stream().map(Dependency::service).forEach(on::add);
    }
    return DependencyGraph.of(edges).withDependencies(chosen);
  }
}
