package io.jcompose.model.kubernetes;

import io.jcompose.model.error.Place;
import io.jcompose.model.yaml.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** By which names pods are found, and which of their ports the host has. */
final class Exposure {
  /** Ports of the host that no Service can say, as a JSON list in Compose's short form. */
  private static final String PUBLISHED = "jcompose.io/published";

  private final Map<String, Set<String>> names = new LinkedHashMap<>();
  private final Map<String, Map<Published, Place>> ports = new LinkedHashMap<>();
  private final Map<String, List<Node>> exact = new LinkedHashMap<>();
  private final PlayChoices choices;

  private final Set<Reachable> reachable = new HashSet<>();

  /** A port of the host as a manifest gives it; {@code host} 0 leaves the number to the kernel. */
  private record Published(String address, int host, int container, String protocol) {}

  /** A pod's port that some name in the network leads to under its own number. */
  private record Reachable(String pod, int port) {}

  Exposure(List<Pod> pods, Collection<Manifest> services, PlayChoices choices) {
    this.choices = choices;
    pods.forEach(this::addOwn);
    services.forEach(service -> findReachable(service, pods));
    services.forEach(service -> add(service, pods));
  }

  private void findReachable(Manifest service, List<Pod> pods) {
    for (Pod pod : selected(service, pods)) {
      for (Element port : service.spec().items("ports")) {
        Optional<Integer> target =
            port.get("targetPort").or(() -> port.get("port")).flatMap(pod::port);
        OptionalInt number = port.whole("port");
        if (target.isPresent() && number.isPresent() && number.getAsInt() == target.get()) {
          reachable.add(new Reachable(pod.name(), target.get()));
        }
      }
    }
  }

  private static List<Pod> selected(Manifest service, List<Pod> pods) {
    Map<String, String> selector = service.spec().textMap("selector");
    return pods.stream()
        .filter(pod -> !selector.isEmpty() && pod.namespace().equals(service.namespace()))
        .filter(pod -> pod.labels().entrySet().containsAll(selector.entrySet()))
        .toList();
  }

  private void addOwn(Pod pod) {
    Set<String> own = new LinkedHashSet<>(List.of(pod.name(), pod.hostname()));
    pod.spec()
        .text("subdomain")
        .or(() -> pod.owner().spec().text("serviceName"))
        .filter(domain -> !domain.isEmpty())
        .ifPresent(domain -> own.addAll(qualified(pod.hostname() + "." + domain, pod.namespace())));
    names.computeIfAbsent(pod.name(), any -> new LinkedHashSet<>()).addAll(own);
    for (Element container : pod.containers()) {
      for (Element port : container.items("ports")) {
        int number = port.whole("containerPort").orElse(0);
        int host = port.whole("hostPort").orElse(choices.publishAll() ? number : 0);
        if (number > 0 && host > 0) {
          publish(pod, published(port.text("hostIP").orElse(""), host, number, port), port.place());
        }
      }
    }
  }

  private static Published published(String address, int host, int container, Element port) {
    return new Published(address, host, container, protocol(port));
  }

  private static String protocol(Element port) {
    return switch (port.text("protocol").orElse("TCP")) {
      case "UDP" -> "udp";
      case "SCTP" -> "sctp";
      default -> "tcp";
    };
  }

  private static List<String> qualified(String name, String namespace) {
    String inNamespace = name + "." + namespace;
    return List.of(name, inNamespace, inNamespace + ".svc", inNamespace + ".svc.cluster.local");
  }

  private void add(Manifest service, List<Pod> pods) {
    Element spec = service.spec();
    Map<String, String> selector = spec.textMap("selector");
    if (spec.text("type").filter("ExternalName"::equals).isPresent()) {
      spec.get("type")
          .orElse(spec)
          .warning(service + " is passed over: names of others are not served", "");
      return;
    }
    if (selector.isEmpty()) {
      spec.warning(service + " is passed over: it has no 'selector'", "add the labels of its pods");
      return;
    }
    List<Pod> selected = selected(service, pods);
    if (selected.isEmpty()) {
      spec.get("selector")
          .orElse(spec)
          .warning(service + " selects no pod of these files", "compare it with the pods' labels");
    }
    for (Pod pod : selected) {
      names
          .computeIfAbsent(pod.name(), any -> new LinkedHashSet<>())
          .addAll(qualified(service.name(), service.namespace()));
    }
    Optional<Element> exactly = service.body().at("metadata", "annotations", PUBLISHED);
    spec.items("ports").forEach(port -> add(service, port, selected, exactly.isEmpty()));
    exactly
        .filter(annotation -> !selected.isEmpty())
        .ifPresent(annotation -> publishExactly(annotation, selected.get(0)));
  }

  private void publishExactly(Element annotation, Pod pod) {
    List<String> written = AnnotationText.list(annotation).orElse(List.of());
    for (String port : written) {
      exact
          .computeIfAbsent(pod.name(), any -> new ArrayList<>())
          .add(ComposeMap.text(annotation.place(), port));
    }
  }

  private void add(Manifest service, Element port, List<Pod> selected, boolean published) {
    if (selected.isEmpty()) {
      return;
    }
    Pod first = selected.get(0);
    Element target = port.get("targetPort").or(() -> port.get("port")).orElse(port);
    Optional<Integer> inside = first.port(target);
    if (inside.isEmpty()) {
      target.problem(
          "no container of pod '" + first.name() + "' has a port " + target.node().description(),
          "write a number, or the 'name' of one of its 'ports'");
      return;
    }
    int number = port.whole("port").orElse(inside.get());
    String type = service.spec().text("type").orElse("ClusterIP");
    // another Service may be there for neighbours, and this one for the host
    boolean elsewhere =
        !type.equals("ClusterIP") && reachable.contains(new Reachable(first.name(), inside.get()));
    if (number != inside.get() && !elsewhere) {
      port.get("port")
          .orElse(port)
          .warning(
              "other pods reach "
                  + service
                  + " on port "
                  + inside.get()
                  + ", not on "
                  + number
                  + ": its name stands for the pods themselves",
              "let 'port' be " + inside.get());
    }
    if (type.equals("ClusterIP") || !published) {
      return;
    }
    int host = type.equals("NodePort") ? port.whole("nodePort").orElse(0) : number;
    if (selected.size() > 1) {
      port.warning(
          "port "
              + (host == 0 ? number : host)
              + " of the host leads to pod '"
              + first.name()
              + "' alone, of "
              + selected.size(),
          "");
    }
    publish(first, published("", host, inside.get(), port), port.place());
  }

  private void publish(Pod pod, Published port, Place place) {
    ports.computeIfAbsent(pod.name(), any -> new LinkedHashMap<>()).putIfAbsent(port, place);
  }

  /** Returns the names, each once, by which other pods find {@code pod}. */
  List<String> names(Pod pod) {
    return List.copyOf(names.getOrDefault(pod.name(), Set.of()));
  }

  /** Returns the ports that {@code pod} has of the host, as Compose writes them. */
  List<Node> ports(Pod pod) {
    List<Node> nodes = new ArrayList<>(exact.getOrDefault(pod.name(), List.of()));
    ports
        .getOrDefault(pod.name(), Map.of())
        .forEach(
            (port, place) -> {
              ComposeMap node =
                  new ComposeMap(place)
                      .bare("target", port.container())
                      .text("protocol", port.protocol());
              if (port.host() > 0) {
                node.text("published", Integer.toString(port.host()));
              }
              if (!port.address().isEmpty()) {
                node.text("host_ip", port.address());
              }
              nodes.add(node.node());
            });
    return nodes;
  }

  /**
   * Publishes what the command line asks for: on the pod that has a container with that port, or on
   * the only one there is.
   */
  void publish(List<String> wanted, List<Pod> pods, Element.Findings findings) {
    for (String port : wanted) {
      String container = port.replaceAll("/.*$", "").replaceAll("^.*:", "");
      List<Pod> meant =
          pods.stream().filter(pod -> pods.size() == 1 || listensOn(pod, container)).toList();
      if (meant.isEmpty()) {
        findings
            .problems()
            .add(
                Place.wholeFile("--publish"),
                "",
                "no container has a port " + container,
                "name one of the 'containerPort' of the manifests");
      } else {
        exact
            .computeIfAbsent(meant.get(0).name(), any -> new ArrayList<>())
            .add(ComposeMap.text(Place.wholeFile("--publish"), port));
      }
    }
  }

  private static boolean listensOn(Pod pod, String port) {
    return pod.containers().stream()
        .flatMap(container -> container.items("ports").stream())
        .anyMatch(each -> each.text("containerPort").filter(port::equals).isPresent());
  }

  /** Returns the ports on which containers of {@code pod} listen, as Compose writes them. */
  static List<Node> listening(Pod pod) {
    return pod.containers().stream()
        .flatMap(container -> container.items("ports").stream())
        .map(
            port ->
                port.whole("containerPort").isPresent()
                    ? ComposeMap.text(
                        port.place(), port.whole("containerPort").getAsInt() + "/" + protocol(port))
                    : null)
        .filter(Objects::nonNull)
        .toList();
  }
}
