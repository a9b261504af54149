package io.jcompose.model.export.quadlet;

import io.jcompose.model.plan.InfraPlan;
import java.util.List;

/** The {@code .pod} file of the pod that services share. */
final class PodFile {
  private final Export export;

  PodFile(Export export) {
    this.export = export;
  }

  QuadletFile file(InfraPlan pod) {
    Draft draft = new Draft("Pod", List.of("services"), export.notes());
    draft.unit().set("Description", "Pod of " + export.plan().project());
    draft.plain("PodName", name());
    draft.comment("containers share their network and nothing else");
    draft.podman("share", "net");
    draft.comment("it outlives those that come to their end");
    draft.podman("exit-policy", "continue");
    new PlaceKeys(export, draft).addPod(pod);
    return new QuadletFile(export.names().pod() + ".pod", draft.text(export.wantedBy()), false);
  }

  /** Podman's pods and containers have one space of names. */
  private String name() {
    String project = export.plan().project().value();
    boolean taken =
        export.plan().containers().stream()
            .anyMatch(container -> container.name().value().equals(project));
    return taken ? project + "-pod" : project;
  }
}
