package io.jcompose.model.export.kubernetes;

import io.jcompose.model.project.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Door of the package: writes a project as manifests of Kubernetes. What cannot be said is a
 * comment in the text and a warning; what would be refused by a cluster is refused here.
 */
public final class KubernetesManifests {
  private final Export export;
  private final WorkloadKinds kinds;
  private final List<PodGroup> groups;
  private final FurtherNames further;
  private final Ingresses ingresses;

  private KubernetesManifests(Export export) {
    this.export = export;
    this.kinds = new WorkloadKinds(export);
    this.groups = new PodGroups(export.project(), kinds.ending()).all();
    this.further = new FurtherNames(export);
    this.ingresses = new Ingresses(export);
  }

  /**
   * Returns a project as manifests. Equal arguments make equal texts.
   *
   * @throws io.jcompose.model.error.InvalidComposeFileException with everything for which a cluster
   *     would refuse them: names it does not take, contents that are not there
   */
  public static ManifestSet of(ManifestSource source, ManifestOptions options) {
    return new KubernetesManifests(Export.of(source, options)).all();
  }

  private ManifestSet all() {
    Claims claims = new Claims(export, groups);
    Contents contents = new Contents(export);
    Map<PodGroup, WorkloadKind> kindOf = new LinkedHashMap<>();
    groups.forEach(group -> kindOf.put(group, kinds.of(group, claims.ownsAny(group))));
    List<Manifest> manifests = new ArrayList<>(contents.manifests());
    manifests.addAll(claims.manifests(kindOf));
    PodTemplates templates = new PodTemplates(export, claims, contents);
    kindOf.forEach((group, kind) -> add(group, kind, templates, manifests));
    manifests.addAll(new NetworkPolicies(export, groups).all());
    manifests.addAll(ingresses.all());
    export.remarks().throwIfRefused();
    return new ManifestSet(manifests, export.remarks().warnings());
  }

  private void add(
      PodGroup group, WorkloadKind kind, PodTemplates templates, List<Manifest> manifests) {
    Service lead = group.lead();
    export
        .names()
        .take(kind.toString(), group.name(), kind.longestName(), "services", lead.name().value());
    PodTemplates.Pod pod = templates.of(group, kind);
    manifests.addAll(pod.secrets());
    NetworkServices services =
        new NetworkServices(
            export, export.options().serviceType().orElse(ServiceType.LOAD_BALANCER));
    for (Service service : group.members()) {
      boolean named = service.attachments().mode().isEmpty() || service.equals(lead);
      boolean reached = !kind.ends() || !service.network().ports().isEmpty();
      if (named && reached) {
        manifests.addAll(services.of(service, group, further.of(service), ingresses.of(service)));
      }
    }
    List<String> comments = new ArrayList<>();
    group
        .members()
        .forEach(member -> comments.addAll(export.remarks().commentsAbout(member.name())));
    manifests.add(export.text().of(new Workloads(export, kinds).of(group, kind, pod), comments));
  }
}
