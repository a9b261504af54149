package io.jcompose.model.plan;

import io.jcompose.model.value.ContainerName;
import java.util.List;

/**
 * The container that owns the pod's network namespace.
 *
 * @param name its name on the host
 * @param ports what the pod publishes on the host
 * @param names host names that mean the pod's own address inside it: services, their aliases and
 *     container names; sorted, each once
 */
public record InfraPlan(ContainerName name, List<PublishedPort> ports, List<String> names) {
  public InfraPlan {
    ports = List.copyOf(ports);
    names = names.stream().sorted().distinct().toList();
  }
}
