package io.jcompose.model.export.kubernetes;

import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Deploy;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ServiceName;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Decides what services become. */
final class WorkloadKinds {
  /** A label by which users of kompose say when a service is run. */
  private static final String SCHEDULE_LABEL = "kompose.cronjob.schedule";

  private final Export export;
  private final Set<ServiceName> ending = new HashSet<>();

  WorkloadKinds(Export export) {
    this.export = export;
    for (Service service : export.project().services().values()) {
      service.dependencies().stream()
          .filter(needs -> needs.condition() == Dependency.Condition.COMPLETED_SUCCESSFULLY)
          .forEach(needs -> ending.add(needs.service()));
      if (isJob(service) || schedule(service).isPresent()) {
        ending.add(service.name());
      }
    }
  }

  /** Returns the services that run to an end. */
  Set<ServiceName> ending() {
    return ending;
  }

  /** Returns when a service is run, as cron(8) writes it; empty if it is not run at times. */
  Optional<String> schedule(Service service) {
    return Optional.ofNullable(export.options().schedules().get(service.name()))
        .or(() -> Optional.ofNullable(service.labels().get(SCHEDULE_LABEL)));
  }

  /**
   * Returns what a group becomes.
   *
   * @param ownsVolumes whether it has volumes that nobody else uses
   */
  WorkloadKind of(PodGroup group, boolean ownsVolumes) {
    if (schedule(group.lead()).isPresent()) {
      return WorkloadKind.CRON_JOB;
    }
    Optional<WorkloadKind> asked = export.options().kind();
    if (ending.contains(group.lead().name())) {
      return asked.filter(WorkloadKind.POD::equals).orElse(WorkloadKind.JOB);
    }
    return asked.orElseGet(() -> usual(group, ownsVolumes));
  }

  private static WorkloadKind usual(PodGroup group, boolean ownsVolumes) {
    if (mode(group.lead()).filter(Deploy.Mode.GLOBAL::equals).isPresent()) {
      return WorkloadKind.DAEMON_SET;
    }
    return ownsVolumes ? WorkloadKind.STATEFUL_SET : WorkloadKind.DEPLOYMENT;
  }

  static Optional<Deploy.Mode> mode(Service service) {
    return service.deployment().deploy().flatMap(Deploy::mode);
  }

  private static boolean isJob(Service service) {
    return mode(service)
        .filter(mode -> mode == Deploy.Mode.REPLICATED_JOB || mode == Deploy.Mode.GLOBAL_JOB)
        .isPresent();
  }
}
