package io.jcompose.model.export.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ExecAction;
import io.fabric8.kubernetes.api.model.Probe;
import io.jcompose.model.plan.HealthProbe;
import io.jcompose.model.plan.ImageDefaults;
import io.jcompose.model.project.OnUnhealthy;
import io.jcompose.model.project.Service;
import java.time.Duration;

/**
 * Health checks: what Compose calls healthy is ready in a cluster. Kubernetes does not look at the
 * image's own check, so where that is known it is written down.
 */
final class Probes {
  private final Export export;

  Probes(Export export) {
    this.export = export;
  }

  void addTo(Container container, Service service) {
    ImageDefaults.health(service.healthcheck(), export.image(service).healthcheck())
        .ifPresent(health -> add(container, service, health));
  }

  private static void add(Container container, Service service, HealthProbe health) {
    container.setReadinessProbe(probe(health, health.interval(), health.retries()));
    if (!health.startPeriod().isZero()) {
      container.setStartupProbe(
          probe(health, health.startInterval(), attemptsWhileStarting(health)));
    }
    if (service.deployment().onUnhealthy() == OnUnhealthy.RESTART) {
      container.setLivenessProbe(probe(health, health.interval(), health.retries()));
    }
  }

  /**
   * A pod that does not start up is killed, so it is given all the time that Compose gives a
   * container until it is unhealthy.
   */
  private static int attemptsWhileStarting(HealthProbe health) {
    long patience =
        seconds(health.startPeriod()) + health.retries() * (long) seconds(health.interval());
    int period = seconds(health.startInterval());
    return (int) Math.min(Integer.MAX_VALUE, (patience + period - 1) / period);
  }

  private static Probe probe(HealthProbe health, Duration period, int failures) {
    ExecAction command = new ExecAction();
    command.setCommand(ContainerParts.escaped(health.arguments()));
    Probe probe = new Probe();
    probe.setExec(command);
    probe.setPeriodSeconds(seconds(period));
    probe.setTimeoutSeconds(seconds(health.timeout()));
    probe.setFailureThreshold(failures);
    return probe;
  }

  /** Kubernetes counts whole seconds, one at least. */
  private static int seconds(Duration duration) {
    long whole = duration.toSeconds() + (duration.toNanosPart() > 0 ? 1 : 0);
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, whole));
  }
}
