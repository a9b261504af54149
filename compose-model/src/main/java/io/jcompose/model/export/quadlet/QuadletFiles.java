package io.jcompose.model.export.quadlet;

import io.jcompose.model.export.unit.UnitName;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.NetworkDefinition;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.project.VolumeDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Door of the package: writes what Quadlet of podman 5.4 makes units of. No value of an environment
 * and no secret stands in a unit, which everybody may read.
 */
public final class QuadletFiles {
  private final Export export;
  private final List<QuadletFile> files = new ArrayList<>();

  private QuadletFiles(Export export) {
    this.export = export;
  }

  /**
   * Returns the files of a project. Equal arguments make equal texts.
   *
   * @param project what {@code plan} was made of; mounts of images may have been left out for that
   */
  public static QuadletExport of(Project project, PodPlan plan, QuadletOptions options) {
    return new QuadletFiles(Export.of(project, plan, options)).exported();
  }

  /**
   * Returns the files by which podman plays a manifest of the project instead.
   *
   * @param manifest what Kubernetes would be given
   * @param confidential whether nobody but its owner may read it
   */
  public static QuadletExport ofManifest(
      Project project,
      PodPlan plan,
      QuadletOptions options,
      String manifest,
      boolean confidential) {
    Export export = Export.of(project, plan, options);
    String name = export.names().pod() + ".yaml";
    return new QuadletExport(
        List.of(new KubeFile(export).file(name), new QuadletFile(name, manifest, confidential)),
        export.notes().unsaid(),
        export.notes().faults());
  }

  /** Returns the project without mounts of images, which a plan has no form for. */
  public static Project plannable(Project project) {
    return project.withMounts(mount -> !(mount instanceof Mount.Image));
  }

  private QuadletExport exported() {
    export.sharedPod().ifPresent(pod -> files.add(new PodFile(export).file(pod)));
    export
        .plan()
        .containers()
        .forEach(container -> files.add(new ContainerFile(export, container).file()));
    export.plan().networks().forEach(this::network);
    export.project().volumes().forEach(this::volume);
    services().forEach(this::image);
    files.addAll(export.filesBeside());
    names();
    return new QuadletExport(files, export.notes().unsaid(), export.notes().faults());
  }

  private Set<Service> services() {
    Set<Service> services = new LinkedHashSet<>();
    export.plan().containers().forEach(container -> services.add(export.service(container)));
    return services;
  }

  private void network(NetworkPlan network) {
    if (network.external()) {
      return;
    }
    for (Map.Entry<String, NetworkDefinition> entry : export.project().networks().entrySet()) {
      if (entry.getValue().name().equals(network.name().value())) {
        files.add(new NetworkFile(export).file(entry.getKey(), network, entry.getValue()));
        return;
      }
    }
  }

  private void volume(String key, VolumeDefinition volume) {
    boolean used =
        export.plan().volumes().stream().anyMatch(planned -> planned.name().equals(volume.name()));
    if (used && !volume.external()) {
      files.add(new VolumeFile(export).file(key, volume));
    }
  }

  private void image(Service service) {
    if (service.source().build().isPresent()) {
      files.add(new BuildFile(export, service).file());
    } else if (ImageFile.isNeeded(service)) {
      files.add(new ImageFile(export).file(service));
    }
  }

  /** Two files may make one unit: {@code shop.pod} and {@code shop-pod.container} do. */
  private void names() {
    Map<String, String> owners = new HashMap<>();
    for (QuadletFile file : files) {
      boolean unit = !file.confidential() && !file.name().endsWith(".Containerfile");
      String name = unit ? QuadletNames.unit(file.name()) : file.name();
      String other = owners.putIfAbsent(name, file.name());
      if (other != null) {
        export
            .notes()
            .fault(
                List.of("services"),
                other.equals(file.name())
                    ? "two would write the file " + other
                    : "the files "
                        + other
                        + " and "
                        + file.name()
                        + " would make one unit, "
                        + name);
      }
      if (unit) {
        UnitName.fault(name)
            .ifPresent(fault -> export.notes().fault(List.of("services"), name + ": " + fault));
      }
    }
  }
}
