package io.jcompose.model.export.quadlet;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.project.Deploy;
import io.jcompose.model.project.DeploymentSettings;
import io.jcompose.model.project.Service;
import java.util.List;

/** The {@code .container} file of a replica, or of what runs before a service. */
final class ContainerFile {
  private static final String DEPLOY = "deploy";
  private static final String CLUSTER = "there is one host only";
  private static final String WINDOWS = "it is for Windows containers";

  private final Export export;
  private final ContainerPlan container;
  private final Service service;
  private final Draft draft;

  ContainerFile(Export export, ContainerPlan container) {
    this.export = export;
    this.container = container;
    this.service = export.service(container);
    this.draft =
        new Draft("Container", List.of("services", container.service().value()), export.notes());
  }

  QuadletFile file() {
    draft
        .unit()
        .set("Description", "Container " + container.name() + " of " + export.plan().project());
    draft.plain("ContainerName", container.name().value());
    new ImageKeys(export, container, draft).add();
    new ProcessKeys(container, draft).add();
    new EnvironmentKeys(export, container, draft).add();
    new PlaceKeys(export, draft).addContainer(container);
    new MountKeys(export, container, draft).add();
    new GrantKeys(export, container, draft).add();
    new HealthKeys(export, container, draft).add();
    new SecurityKeys(export, container, draft).add();
    new ResourceKeys(service, draft).add();
    new LoggingKeys(container, draft).add();
    container.labels().forEach((name, value) -> draft.word("Label", name + "=" + value));
    service.annotations().forEach((name, value) -> draft.word("Annotation", name + "=" + value));
    new LifeKeys(export, container, draft).add();
    new HookKeys(export, container, draft).add();
    unsaid();
    return new QuadletFile(
        export.names().container(container) + ".container",
        draft.text(container.isPreStart() ? "" : export.wantedBy()),
        false);
  }

  /** What no setting of a container comes near. */
  private void unsaid() {
    service
        .models()
        .keySet()
        .forEach(model -> draft.unsaid("podman runs no models", "models", model));
    DeploymentSettings deployment = service.deployment();
    deployment
        .develop()
        .ifPresent(it -> draft.unsaid("files are carried over by 'jcompose watch'", "develop"));
    deployment.deploy().ifPresent(this::unsaid);
    if (service.source().pullRefreshAfter().isPresent()) {
      draft.unsaid("no tool acts on it", "pull_refresh_after");
    }
    if (service.isolation().credentialSpec().isPresent()) {
      draft.unsaid(WINDOWS, "credential_spec");
    }
    if (service.isolation().windowsIsolation().isPresent()) {
      draft.unsaid(WINDOWS, "isolation");
    }
    if (service.resources().cpu().count().isPresent()) {
      draft.unsaid(WINDOWS, "cpu_count");
    }
    if (service.resources().cpu().percent().isPresent()) {
      draft.unsaid(WINDOWS, "cpu_percent");
    }
  }

  private void unsaid(Deploy deploy) {
    if (deploy.update().isPresent()) {
      draft.unsaid("systemd restarts replicas as told", DEPLOY, "update_config");
    }
    if (deploy.rollback().isPresent()) {
      draft.unsaid("systemd rolls nothing back", DEPLOY, "rollback_config");
    }
    Deploy.Placement placement = deploy.placement();
    boolean placed =
        !placement.constraints().isEmpty()
            || !placement.spreads().isEmpty()
            || placement.maxReplicasPerNode().isPresent();
    if (placed) {
      draft.unsaid(CLUSTER, DEPLOY, "placement");
    }
    if (deploy.endpointMode().isPresent()) {
      draft.unsaid(CLUSTER, DEPLOY, "endpoint_mode");
    }
    if (!deploy.labels().isEmpty()) {
      draft.unsaid("they are for a cluster's service", DEPLOY, "labels");
    }
    if (deploy.reservations().cpus().isPresent()) {
      draft.unsaid("podman keeps no processors free", DEPLOY, "resources", "reservations", "cpus");
    }
    if (!deploy.reservations().genericResources().isEmpty()) {
      draft.unsaid(CLUSTER, DEPLOY, "resources", "reservations", "generic_resources");
    }
  }
}
