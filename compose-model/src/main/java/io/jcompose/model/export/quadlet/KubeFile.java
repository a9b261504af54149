package io.jcompose.model.export.quadlet;

import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.plan.PublishedPort;
import java.util.List;

/** The {@code .kube} file, which has podman play a manifest that lies beside it. */
final class KubeFile {
  private final Export export;

  KubeFile(Export export) {
    this.export = export;
  }

  /** Podman publishes what it is told here; that a Service leads to a port it passes over. */
  QuadletFile file(String manifest) {
    PodPlan plan = export.plan();
    Draft draft = new Draft("Kube", List.of("services"), export.notes());
    draft.unit().set("Description", "Project " + plan.project());
    draft.plain("Yaml", manifest);
    PlaceKeys place = new PlaceKeys(export, draft);
    plan.pods().stream()
        .flatMap(pod -> pod.ports().stream())
        .map(PublishedPort::mapping)
        .distinct()
        .forEach(place::port);
    draft.service().set("TimeoutStartSec", "900");
    return new QuadletFile(export.names().pod() + ".kube", draft.text(export.wantedBy()), false);
  }
}
