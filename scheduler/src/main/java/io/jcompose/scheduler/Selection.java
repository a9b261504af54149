package io.jcompose.scheduler;

import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.observe.Observed;
import io.jcompose.scheduler.runtime.ContainerStatus;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Checks the services a user names against what there is. */
final class Selection {
  private Selection() {}

  /** Does nothing if each service is in the project's last plan or has a container. */
  static void requireKnown(Observed observed, Set<ServiceName> services) {
    Set<ServiceName> known = withContainers(observed);
    known.addAll(observed.plannedServices());
    requireAll(services, known, "no such service: ");
  }

  /** Does nothing if each service has a container. */
  static void requireContainers(Observed observed, Set<ServiceName> services) {
    requireKnown(observed, services);
    requireAll(services, withContainers(observed), "no container exists for service: ");
  }

  /** Does nothing if each service is among those. */
  static void requireAll(
      Set<ServiceName> services, Collection<ServiceName> known, String complaint) {
    for (ServiceName service : services) {
      if (!known.contains(service)) {
        throw new UnknownServiceException(complaint + service, known);
      }
    }
  }

  private static Set<ServiceName> withContainers(Observed observed) {
    Set<ServiceName> services = new TreeSet<>();
    for (ContainerStatus status : observed.all()) {
      services.add(status.spec().plan().service());
    }
    return services;
  }
}
