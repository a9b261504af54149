package io.jcompose.model.export.kubernetes;

import io.jcompose.model.project.NetworkAttachment;
import io.jcompose.model.project.NetworkSettings.Link;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ServiceName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Names of services besides their own: aliases, links, names of containers. */
final class FurtherNames {
  private final Export export;
  private final Map<String, ServiceName> owners = new HashMap<>();
  private final Map<ServiceName, Set<String>> names = new LinkedHashMap<>();

  FurtherNames(Export export) {
    this.export = export;
    Map<ServiceName, Service> services = export.project().services();
    services.keySet().forEach(service -> owners.put(ResourceNames.of(service), service));
    for (Service service : services.values()) {
      service
          .containerName()
          .ifPresent(name -> add(service.name(), service, "container_name", name.value()));
      for (NetworkAttachment network : service.attachments().networks().values()) {
        network.aliases().forEach(alias -> add(service.name(), service, "networks", alias));
      }
      for (Link link : service.network().links()) {
        add(link.service(), service, "links", link.alias());
      }
    }
  }

  /** Returns the further names of a service. */
  Set<String> of(Service service) {
    return names.getOrDefault(service.name(), Set.of());
  }

  private void add(ServiceName meant, Service says, String key, String name) {
    if (!ResourceNames.isServiceName(name)) {
      export
          .remarks()
          .about(
              says.name(),
              key,
              "'" + name + "' is no host name of a cluster: others do not find it by that",
              "use the service's name");
      return;
    }
    ServiceName owner = owners.putIfAbsent(name, meant);
    if (owner == null) {
      names.computeIfAbsent(meant, any -> new LinkedHashSet<>()).add(name);
    } else if (!owner.equals(meant)) {
      export
          .remarks()
          .about(
              says.name(),
              key,
              "'" + name + "' means service '" + owner + "' already, and not this one too",
              "use the service's name");
    }
  }
}
