package io.jcompose.model.export.kubernetes;

import io.jcompose.model.project.Service;
import io.jcompose.model.value.ServiceName;
import java.util.List;

/**
 * Services whose containers are in one pod.
 *
 * @param name of the pod's workload, and what its pods are found by
 * @param members the first leads: the network is its own, and how often the pod is there
 */
record PodGroup(String name, List<Service> members) {
  PodGroup {
    members = List.copyOf(members);
  }

  Service lead() {
    return members.get(0);
  }

  boolean has(ServiceName service) {
    return members.stream().anyMatch(member -> member.name().equals(service));
  }
}
