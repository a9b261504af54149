package io.jcompose.model.export.kubernetes;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.jcompose.model.project.PortMapping;
import io.jcompose.model.value.Port;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How a service is found: by its name and its further names from within the cluster, on the ports
 * that its containers listen on; and from outside on the ports that it publishes.
 */
final class NetworkServices {
  private static final String KIND = "Service";
  private static final String HEADLESS = "None";
  private static final int FIRST_NODE_PORT = 30000;
  private static final int LAST_NODE_PORT = 32767;

  /** What play publishes of a Service where the Service alone does not say it. */
  private static final String PUBLISHED = "jcompose.io/published";

  private final Export export;
  private final ServiceType type;

  /**
   * Prepares the making.
   *
   * @param type of what is published
   */
  NetworkServices(Export export, ServiceType type) {
    this.export = export;
    this.type = type;
  }

  /**
   * Returns the objects by which a service is found.
   *
   * @param group whose pods it is in
   * @param further names besides its own
   * @param routed the port that an ingress leads to, which is published by that
   */
  List<Manifest> of(
      io.jcompose.model.project.Service service,
      PodGroup group,
      Set<String> further,
      Optional<PortMapping> routed) {
    String name = ResourceNames.of(service.name());
    if (!ResourceNames.isServiceName(name)) {
      export
          .remarks()
          .about(
              service.name(),
              "",
              "other pods cannot reach it by its name, as a cluster's host names begin with a letter"
                  + " and have 63 letters at most",
              "rename it");
      return List.of();
    }
    Set<Port> ports = KnownPorts.of(service, export.image(service));
    List<PortMapping> mappings = service.network().ports();
    List<ServicePort> published =
        type == ServiceType.CLUSTER_IP
            ? List.of()
            : published(
                mappings.stream().filter(port -> !routed.equals(Optional.of(port))).toList());
    warnOfLocal(service, name);
    List<Manifest> manifests = new ArrayList<>();
    boolean asOne = !published.isEmpty() && isSame(published, ports);
    if (asOne) {
      Service both = service(service, name, group, published, type);
      annotate(both, mappings);
      manifests.add(manifest(both, List.of()));
    } else {
      Service inside = service(service, name, group, inside(ports), ServiceType.CLUSTER_IP);
      if (published.isEmpty()) {
        annotate(inside, mappings);
      }
      manifests.add(manifest(inside, List.of()));
    }
    for (String alias : further) {
      manifests.add(
          manifest(
              service(service, alias, group, inside(ports), ServiceType.CLUSTER_IP), List.of()));
    }
    if (!asOne && !published.isEmpty()) {
      Service outside = service(service, name + "-published", group, published, type);
      annotate(outside, mappings);
      manifests.add(manifest(outside, List.of()));
    }
    return manifests;
  }

  private void warnOfLocal(io.jcompose.model.project.Service service, String name) {
    for (PortMapping mapping : service.network().ports()) {
      if (isLocal(mapping)) {
        export
            .remarks()
            .about(
                service.name(),
                "ports",
                "'" + mapping + "' is reached from within the cluster only",
                "use 'kubectl port-forward service/%s %d'"
                    .formatted(name, mapping.target().number()));
      }
    }
  }

  private Manifest manifest(Service service, List<String> comments) {
    return export.text().of(service, comments);
  }

  private Service service(
      io.jcompose.model.project.Service owner,
      String name,
      PodGroup group,
      List<ServicePort> ports,
      ServiceType wanted) {
    export.names().take(KIND, name, ResourceNames.LONGEST_LABEL, "services", owner.name().value());
    ServiceSpec spec = new ServiceSpec();
    spec.setSelector(export.labels().selector(group.name()));
    if (ports.isEmpty()) {
      spec.setClusterIP(HEADLESS);
    } else {
      spec.setType(wanted.toString());
      spec.setPorts(ports);
    }
    Service service = new Service();
    service.setMetadata(export.labels().metadata(name, ResourceNames.of(owner.name())));
    service.setSpec(spec);
    return service;
  }

  private static List<ServicePort> inside(Set<Port> ports) {
    return ports.stream()
        .map(port -> port(Optional.empty(), port.number(), port, Optional.empty()))
        .toList();
  }

  private List<ServicePort> published(List<PortMapping> mappings) {
    List<ServicePort> ports = new ArrayList<>();
    Set<Port> taken = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (PortMapping mapping : mappings) {
      Port target = mapping.target();
      int number = mapping.published().map(PortMapping.PortRange::first).orElse(target.number());
      if (!isLocal(mapping) && taken.add(new Port(number, target.protocol()))) {
        Optional<String> name = mapping.name().filter(names::add);
        ServicePort port = port(name, number, target, mapping.applicationProtocol());
        if (type == ServiceType.NODE_PORT
            && number >= FIRST_NODE_PORT
            && number <= LAST_NODE_PORT) {
          port.setNodePort(number);
        }
        ports.add(port);
      }
    }
    return ports;
  }

  private static ServicePort port(
      Optional<String> name, int number, Port target, Optional<String> protocol) {
    ServicePort port = new ServicePort();
    port.setName(
        name.map(ResourceNames::of)
            .filter(ResourceNames::isLabel)
            .orElse(target.protocol().toString() + "-" + number));
    port.setPort(number);
    port.setTargetPort(new IntOrString(target.number()));
    port.setProtocol(target.protocol().name());
    protocol.ifPresent(port::setAppProtocol);
    return port;
  }

  /** Whether the ports for the world are those for the neighbours. */
  private static boolean isSame(List<ServicePort> published, Set<Port> ports) {
    Set<Port> reached = new LinkedHashSet<>();
    for (ServicePort port : published) {
      if (!port.getPort().equals(port.getTargetPort().getIntVal())) {
        return false;
      }
      reached.add(
          new Port(
              port.getPort(),
              io.jcompose.model.value.Protocol.valueOf(
                  port.getProtocol().toUpperCase(Locale.ROOT))));
    }
    return reached.equals(ports);
  }

  private void annotate(Service service, List<PortMapping> mappings) {
    boolean plain =
        mappings.stream()
            .allMatch(
                mapping ->
                    !isBound(mapping)
                        && mapping
                            .published()
                            .filter(range -> range.first() == range.last())
                            .isPresent());
    if (!plain) {
      new Marks(service.getMetadata())
          .annotate(
              PUBLISHED, export.text().json(mappings.stream().map(PortMapping::toString).toList()));
    }
  }

  private static boolean isBound(PortMapping mapping) {
    return mapping
        .hostAddress()
        .filter(address -> !address.equals("0.0.0.0") && !address.equals("::"))
        .isPresent();
  }

  /** Whether only the host itself is to reach it. */
  static boolean isLocal(PortMapping mapping) {
    return mapping
        .hostAddress()
        .filter(address -> address.startsWith("127.") || address.equals("::1"))
        .isPresent();
  }
}
