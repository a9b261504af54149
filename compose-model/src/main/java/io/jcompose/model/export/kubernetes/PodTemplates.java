package io.jcompose.model.export.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.jcompose.model.project.Service;
import java.util.ArrayList;
import java.util.List;

/** Makes the pods of groups. */
final class PodTemplates {
  private final Export export;
  private final Claims claims;
  private final Contents contents;

  PodTemplates(Export export, Claims claims, Contents contents) {
    this.export = export;
    this.claims = claims;
    this.contents = contents;
  }

  /**
   * A pod, and what it needs besides.
   *
   * @param claims those that each pod has one of
   * @param secrets the variables that are kept apart
   */
  record Pod(
      PodTemplateSpec template, List<PersistentVolumeClaim> claims, List<Manifest> secrets) {}

  Pod of(PodGroup group, WorkloadKind kind) {
    PodVolumes volumes = new PodVolumes(export, group, kind, claims, contents);
    List<Container> before = new ArrayList<>();
    List<Container> containers = new ArrayList<>();
    List<Manifest> secrets = new ArrayList<>();
    for (Service service : group.members()) {
      Environments environments = new Environments(export, service);
      Container own = new ContainerParts(export, service, volumes, environments).container();
      before.addAll(new InitContainers(export, service, environments).of(own));
      containers.add(own);
      environments.secret().ifPresent(secrets::add);
      new Unsaid(export, service).tell();
    }
    PodSpec spec = new PodSpec();
    spec.setInitContainers(before);
    spec.setContainers(containers);
    spec.setVolumes(volumes.volumes());
    PodSettings settings = new PodSettings(export, group);
    settings.addTo(spec);
    settings.addRestartPolicy(spec, kind);
    PodTemplateSpec template = new PodTemplateSpec();
    template.setMetadata(new PodMarks(export, group).metadata());
    template.setSpec(spec);
    return new Pod(template, volumes.templates(), secrets);
  }
}
