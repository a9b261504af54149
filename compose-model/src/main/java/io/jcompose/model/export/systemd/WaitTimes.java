package io.jcompose.model.export.systemd;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.value.ServiceName;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * How long starts and stops may take: what waits for one another takes as long as the longest chain
 * of it, as all else is done at the same time.
 */
final class WaitTimes {
  /** For what the plan does not tell: fetching images, and starting the programs themselves. */
  private static final Duration FETCHING = Duration.ofMinutes(5);

  /** For what is run before a stop, and for jcompose itself. */
  private static final Duration CLEARING = Duration.ofSeconds(30);

  /** What a health check has where the file does not say it, as Compose has it. */
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private static final int RETRIES = 3;

  private final PodPlan plan;

  WaitTimes(PodPlan plan) {
    this.plan = plan;
  }

  /** Returns how long a start of services may take with all that they wait for. */
  Duration start(Set<ServiceName> services) {
    return FETCHING.plus(longest(services, container -> untilHealthy(container.healthcheck())));
  }

  /** Returns how long a stop of services may take, each after those that depend on it. */
  Duration stop(Set<ServiceName> services) {
    return CLEARING.plus(longest(services, container -> container.process().stopGracePeriod()));
  }

  private Duration longest(Set<ServiceName> services, Function<ContainerPlan, Duration> own) {
    Map<ServiceName, Duration> untilDone = new HashMap<>();
    Duration longest = Duration.ZERO;
    for (ContainerPlan container : plan.containers()) {
      if (!services.contains(container.service())) {
        continue;
      }
      Duration time = longestOf(container.dependencies(), untilDone).plus(own.apply(container));
      untilDone.merge(container.service(), time, WaitTimes::longer);
      longest = longer(longest, time);
    }
    return longest;
  }

  private static Duration longestOf(
      List<Dependency> dependencies, Map<ServiceName, Duration> untilDone) {
    return dependencies.stream()
        .map(dependency -> untilDone.getOrDefault(dependency.service(), Duration.ZERO))
        .reduce(Duration.ZERO, WaitTimes::longer);
  }

  private static Duration untilHealthy(Healthcheck check) {
    if (check.disabled() || check.equals(Healthcheck.UNSET)) {
      return Duration.ZERO;
    }
    Duration probe = check.interval().orElse(INTERVAL).plus(check.timeout().orElse(INTERVAL));
    return check
        .startPeriod()
        .orElse(Duration.ZERO)
        .plus(probe.multipliedBy(check.retries().orElse(RETRIES)));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
