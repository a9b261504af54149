package io.jcompose.model.export.quadlet;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Dependency.Condition;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.project.OnUnhealthy;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.model.project.RestartPolicy.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** When a container starts, when it counts as started, and when it is started again. */
final class LifeKeys {
  /** For fetching the image; systemd alone would wait a minute and a half for all. */
  private static final Duration FETCHING = Duration.ofMinutes(15);

  /** What systemd waits for a stop, and what is added to a longer grace period. */
  private static final Duration USUAL_STOP = Duration.ofSeconds(60);

  private static final Duration CLEARING = Duration.ofSeconds(30);

  /** What a health check has where the file does not say it, as Compose has it. */
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private static final int RETRIES = 3;

  private final Export export;
  private final ContainerPlan container;
  private final Draft draft;

  LifeKeys(Export export, ContainerPlan container, Draft draft) {
    this.export = export;
    this.container = container;
    this.draft = draft;
  }

  void add() {
    container.dependencies().forEach(this::dependency);
    afterPreStart();
    Set<Condition> asked = conditions();
    boolean oneshot = container.isPreStart() || asked.contains(Condition.COMPLETED_SUCCESSFULLY);
    if (oneshot) {
      draft.service().comment("others start once it has ended well");
      draft.service().set("Type", "oneshot").set("RemainAfterExit", "yes");
    } else {
      boolean healthy = asked.contains(Condition.HEALTHY);
      if (healthy) {
        draft.comment("others start once it is healthy");
        draft.plain("Notify", "healthy");
      }
      Duration most = healthy ? FETCHING.plus(untilHealthy()) : FETCHING;
      draft.service().set("TimeoutStartSec", Long.toString(Times.seconds(most)));
    }
    Duration grace = container.process().stopGracePeriod();
    if (grace.compareTo(USUAL_STOP) > 0) {
      draft.service().set("TimeoutStopSec", Long.toString(Times.seconds(grace.plus(CLEARING))));
    }
    restart(oneshot);
  }

  private void dependency(Dependency dependency) {
    for (ContainerPlan other : export.names().replicas(dependency.service())) {
      String unit = export.names().unit(other);
      if (dependency.required()) {
        draft.require(unit);
      } else {
        draft.want(unit);
      }
      if (dependency.restart()) {
        draft.follow(unit);
      }
    }
  }

  /** The containers that run before are one after another; the service comes after the last. */
  private void afterPreStart() {
    export.plan().containers().stream()
        .filter(other -> other.service().equals(container.service()) && other.isPreStart())
        .filter(other -> !container.isPreStart() || other.number() > container.number())
        .map(other -> export.names().unit(other))
        .forEach(draft::require);
  }

  private Set<Condition> conditions() {
    if (container.isPreStart()) {
      return Set.of();
    }
    return export.plan().containers().stream()
        .flatMap(other -> other.dependencies().stream())
        .filter(dependency -> dependency.service().equals(container.service()))
        .map(Dependency::condition)
        .collect(Collectors.toSet());
  }

  private Duration untilHealthy() {
    Healthcheck check = container.healthcheck();
    Duration probe = check.interval().orElse(INTERVAL).plus(check.timeout().orElse(INTERVAL));
    return check
        .startPeriod()
        .orElse(Duration.ZERO)
        .plus(probe.multipliedBy(check.retries().orElse(RETRIES)));
  }

  private void restart(boolean oneshot) {
    RestartPolicy policy = container.restart();
    boolean unhealthy =
        export.service(container).deployment().onUnhealthy() == OnUnhealthy.RESTART
            && !container.isPreStart();
    if (policy.kind() == Kind.NO && !unhealthy) {
      draft.service().set("Restart", "no");
      return;
    }
    boolean always = policy.kind() == Kind.ALWAYS || policy.kind() == Kind.UNLESS_STOPPED;
    if (always && oneshot) {
      draft.unsaid("systemd starts again what others await the end of only if it fails", "restart");
    }
    draft.service().set("Restart", always && !oneshot ? "always" : "on-failure");
    Optional<Duration> delay = policy.delay();
    if (delay.isPresent()) {
      draft.service().set("RestartSec", Times.text(delay.get()));
    } else {
      draft
          .service()
          .comment("the pause grows up to a minute")
          .set("RestartSec", "100ms")
          .set("RestartSteps", "10")
          .set("RestartMaxDelaySec", "60s");
    }
    attempts(policy);
  }

  private void attempts(RestartPolicy policy) {
    if (policy.maxAttempts() == 0) {
      draft.unit().set("StartLimitIntervalSec", "0");
      return;
    }
    draft
        .unit()
        .comment("the first start counts; 'systemctl reset-failed' begins anew")
        .set("StartLimitIntervalSec", "infinity")
        .set("StartLimitBurst", Integer.toString(policy.maxAttempts() + 1));
    if (policy.window().isPresent()) {
      draft.unsaid(
          "systemd counts attempts whether or not one was a success",
          "deploy",
          "restart_policy",
          "window");
    }
  }
}
