package io.jcompose.model.export.kubernetes;

import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressRuleValue;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBackend;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.IngressServiceBackend;
import io.fabric8.kubernetes.api.model.networking.v1.IngressSpec;
import io.fabric8.kubernetes.api.model.networking.v1.ServiceBackendPort;
import io.jcompose.model.project.PortMapping;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.ServiceName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where HTTP comes in, if somebody asks for that: to one published port of each service that speaks
 * it. The first service answers to the host itself, each other to a name below it.
 */
final class Ingresses {
  /** Ports by which HTTP is usually spoken, where no 'app_protocol' tells. */
  private static final Set<Integer> USUAL =
      Set.of(80, 443, 3000, 5000, 8000, 8008, 8080, 8081, 8088, 8443, 8888, 9000);

  private final Export export;
  private final Map<ServiceName, PortMapping> routes = new LinkedHashMap<>();

  Ingresses(Export export) {
    this.export = export;
    if (export.options().ingress()) {
      for (Service service : export.project().services().values()) {
        route(service).ifPresent(port -> routes.put(service.name(), port));
      }
      if (export.options().host().isEmpty()) {
        keepFirst();
      }
    }
  }

  private static Optional<PortMapping> route(Service service) {
    List<PortMapping> ports = service.network().ports();
    return ports.stream()
        .filter(port -> port.applicationProtocol().filter(Ingresses::isHttp).isPresent())
        .findFirst()
        .or(() -> ports.stream().filter(Ingresses::isUsual).findFirst());
  }

  private static boolean isHttp(String protocol) {
    return protocol.startsWith("http") || protocol.equals("kubernetes.io/ws");
  }

  private static boolean isUsual(PortMapping port) {
    return port.target().protocol() == Protocol.TCP && USUAL.contains(port.target().number());
  }

  /** Without names there is nothing to tell services by. */
  private void keepFirst() {
    List<ServiceName> services = List.copyOf(routes.keySet());
    services.stream()
        .skip(1)
        .forEach(
            service -> {
              routes.remove(service);
              export
                  .remarks()
                  .about(
                      service,
                      "ports",
                      "the ingress leads to service '" + services.get(0) + "' only",
                      "give it a name by '--ingress HOST', so that each service has one below it");
            });
  }

  /** Returns the port of a service that an ingress leads to; nobody else need publish it. */
  Optional<PortMapping> of(Service service) {
    return Optional.ofNullable(routes.get(service.name()));
  }

  List<Manifest> all() {
    if (routes.isEmpty()) {
      return List.of();
    }
    String name = ResourceNames.of(export.project().name().value());
    export
        .names()
        .take(
            "Ingress",
            name,
            ResourceNames.LONGEST_SUBDOMAIN,
            "services",
            routes.keySet().iterator().next().value());
    List<IngressRule> rules = new ArrayList<>();
    routes.forEach((service, port) -> rules.add(rule(service, port, rules.isEmpty())));
    IngressSpec spec = new IngressSpec();
    spec.setRules(rules);
    Ingress ingress = new Ingress();
    ingress.setMetadata(export.labels().metadata(name, name));
    ingress.setSpec(spec);
    return List.of(export.text().of(ingress, List.of()));
  }

  private IngressRule rule(ServiceName service, PortMapping mapping, boolean first) {
    ServiceBackendPort port = new ServiceBackendPort();
    port.setNumber(mapping.target().number());
    IngressServiceBackend backend = new IngressServiceBackend();
    backend.setName(ResourceNames.of(service));
    backend.setPort(port);
    IngressBackend target = new IngressBackend();
    target.setService(backend);
    HTTPIngressPath path = new HTTPIngressPath();
    path.setPath("/");
    path.setPathType("Prefix");
    path.setBackend(target);
    HTTPIngressRuleValue http = new HTTPIngressRuleValue();
    http.setPaths(List.of(path));
    IngressRule rule = new IngressRule();
    export
        .options()
        .host()
        .ifPresent(host -> rule.setHost(first ? host : ResourceNames.of(service) + "." + host));
    rule.setHttp(http);
    return rule;
  }
}
