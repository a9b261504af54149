package io.jcompose.model.export.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.jcompose.model.project.ProcessSettings;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.PullPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The containers of one service: its own, and those that run before it. */
final class ContainerParts {
  private final Export export;
  private final Service service;
  private final PodVolumes volumes;
  private final Environments environments;

  ContainerParts(Export export, Service service, PodVolumes volumes, Environments environments) {
    this.export = export;
    this.service = service;
    this.volumes = volumes;
    this.environments = environments;
  }

  /** Returns the service's own container. */
  Container container() {
    Container container = new Container();
    container.setName(ResourceNames.of(service.name()));
    service.image().ifPresent(image -> setImage(container, image));
    setCommand(container);
    ProcessSettings process = service.process();
    process.workingDirectory().ifPresent(container::setWorkingDir);
    container.setEnv(environments.of(process.environment()));
    container.setPorts(ports());
    container.setVolumeMounts(volumes.mounts(service));
    new Probes(export).addTo(container, service);
    new Lifecycles(export).addTo(container, service);
    new Resources(export, service).addTo(container);
    container.setSecurityContext(new SecurityContexts(export, service).own());
    if (service.console().tty()) {
      container.setTty(true);
    }
    if (service.console().stdinOpen()) {
      container.setStdin(true);
    }
    return container;
  }

  private void setImage(Container container, ImageReference image) {
    container.setImage(image.value());
    if (!image.isName()) {
      export
          .remarks()
          .about(
              service.name(),
              "image",
              "only 'jcompose kube play' runs '" + image + "', which is on this host alone",
              "make an image of it, and push that to a registry");
    } else if (service.source().build().isPresent()) {
      export
          .remarks()
          .about(
              service.name(),
              "build",
              "a cluster builds no images: '" + image + "' must be in a registry that it reaches",
              "push it with 'jcompose push', and name it with its registry in 'image'");
    }
    service
        .source()
        .pullPolicy()
        .map(ContainerParts::pullPolicy)
        .ifPresent(container::setImagePullPolicy);
  }

  private static String pullPolicy(PullPolicy policy) {
    return switch (policy.kind()) {
      case ALWAYS, REFRESH, WHEN_OLDER -> "Always";
      case NEVER -> "Never";
      case MISSING, BUILD -> "IfNotPresent";
    };
  }

  private void setCommand(Container container) {
    ProcessSettings process = service.process();
    Optional<List<String>> entrypoint = process.entrypoint();
    if (entrypoint.isPresent() && entrypoint.orElseThrow().isEmpty()) {
      // none at all: else the image's would run
      process.command().ifPresent(command -> container.setCommand(escaped(command)));
      return;
    }
    entrypoint.ifPresent(words -> container.setCommand(escaped(words)));
    process.command().ifPresent(words -> container.setArgs(escaped(words)));
  }

  static List<String> escaped(List<String> words) {
    return words.stream().map(Expansion::escaped).toList();
  }

  private List<ContainerPort> ports() {
    List<ContainerPort> ports = new ArrayList<>();
    for (Port known : KnownPorts.of(service, export.image(service))) {
      ContainerPort port = new ContainerPort();
      port.setContainerPort(known.number());
      port.setProtocol(known.protocol().name());
      ports.add(port);
    }
    return ports;
  }
}
