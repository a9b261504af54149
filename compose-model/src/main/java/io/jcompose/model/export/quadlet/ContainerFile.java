package io.jcompose.model.export.quadlet;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.project.DeploymentSettings;
import io.jcompose.model.project.Service;
import java.util.List;

/** The {@code .container} file of a replica, or of what runs before a service. */
final class ContainerFile {
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
    deployment
        .deploy()
        .ifPresent(
            deploy -> {
              if (deploy.update().isPresent()) {
                draft.unsaid("systemd restarts replicas as told", "deploy", "update_config");
              }
              if (deploy.rollback().isPresent()) {
                draft.unsaid("systemd rolls nothing back", "deploy", "rollback_config");
              }
            });
  }
}
