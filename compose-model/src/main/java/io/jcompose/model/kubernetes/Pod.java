package io.jcompose.model.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One pod that is to be on this host.
 *
 * @param owner the manifest that asks for it
 * @param name as podman names it: a Pod's own, a Deployment's with {@code -pod}, a StatefulSet's
 *     with its number
 * @param template the pod itself, or the template that it is made of
 * @param claims the claims of its own that it has besides those it names, by the volume's name
 */
record Pod(Manifest owner, String name, Element template, Map<String, String> claims) {
  Element spec() {
    return template.get("spec").orElse(template);
  }

  Map<String, String> labels() {
    return metadata("labels");
  }

  Map<String, String> annotations() {
    return metadata("annotations");
  }

  private Map<String, String> metadata(String key) {
    return template.get("metadata").map(metadata -> metadata.textMap(key)).orElse(Map.of());
  }

  String namespace() {
    return owner.namespace();
  }

  /** Returns its host name. */
  String hostname() {
    return spec().text("hostname").orElse(name);
  }

  boolean isOnHostNetwork() {
    return spec().flag("hostNetwork");
  }

  List<Element> initContainers() {
    return spec().items("initContainers");
  }

  List<Element> mainContainers() {
    return spec().items("containers");
  }

  /** Returns all containers in the order in which they start. */
  List<Element> containers() {
    List<Element> all = new ArrayList<>(initContainers());
    all.addAll(mainContainers());
    return all;
  }

  /** Returns the name of the service, and of the container, that {@code container} becomes. */
  String serviceOf(Element container) {
    return name + "-" + container.text("name").orElse("");
  }

  /** Returns the number of a port that is given by number, or by the name a container gives it. */
  Optional<Integer> port(Element port) {
    if (port.whole().isPresent()) {
      return Optional.of(port.whole().getAsInt());
    }
    return containers().stream()
        .flatMap(container -> container.items("ports").stream())
        .filter(each -> each.text("name").isPresent() && each.text("name").equals(port.text()))
        .flatMap(each -> each.whole("containerPort").stream().boxed())
        .findFirst();
  }
}
