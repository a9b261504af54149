package io.jcompose.model.export.quadlet;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.value.ServiceName;
import java.util.List;

/**
 * What the files are called, and the units that Quadlet makes of them: {@code x.container} becomes
 * {@code x.service}, any other {@code x.kind} {@code x-kind.service}. All begin with the project's
 * name, as a directory holds those of many.
 */
final class QuadletNames {
  private final PodPlan plan;

  QuadletNames(PodPlan plan) {
    this.plan = plan;
  }

  /** Returns the name of a container's file without its ending. */
  String container(ContainerPlan container) {
    String service = of(container.service().value());
    if (container.isPreStart()) {
      return service + "-pre-start-" + -container.number();
    }
    return replicas(container.service()).size() == 1 ? service : service + "-" + container.number();
  }

  /** Returns the unit that systemd has for a container. */
  String unit(ContainerPlan container) {
    return container(container) + ".service";
  }

  /** Returns the replicas of a service. */
  List<ContainerPlan> replicas(ServiceName service) {
    return plan.containers().stream()
        .filter(other -> other.service().equals(service) && other.number() > 0)
        .toList();
  }

  /** Returns the name of the file of what has this key in the Compose file, without its ending. */
  String of(String key) {
    return plan.project() + "-" + key;
  }

  /** Returns the name of the file of the pod that services share, without its ending. */
  String pod() {
    return plan.project().value();
  }

  /** Returns the unit that systemd has for a file. */
  static String unit(String file) {
    int dot = file.lastIndexOf('.');
    String kind = file.substring(dot + 1);
    String stem = file.substring(0, dot);
    return kind.equals("container") || kind.equals("kube")
        ? stem + ".service"
        : stem + "-" + kind + ".service";
  }
}
