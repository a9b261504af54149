package io.jcompose.model.assemble;

import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.project.TopologyChoice;
import io.jcompose.model.project.VolumeDefinition;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.VolumeName;
import io.jcompose.model.yaml.MapNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes the typed project of its tree.
 *
 * @param name the project's name
 * @param directory the project directory, absolute
 * @param files the Compose files, absolute, in the order they were merged
 */
public record ProjectAssembly(ProjectName name, String directory, List<String> files) {
  public ProjectAssembly {
    files = List.copyOf(files);
  }

  /** Returns the project that {@code tree} describes. */
  public Project project(MapNode tree) {
    Map<String, VolumeDefinition> volumes = new LinkedHashMap<>();
    Section.of(tree)
        .sections("volumes")
        .forEach((key, volume) -> volumes.put(key, volume(key, volume)));
    Map<ServiceName, Service> services = new LinkedHashMap<>();
    Map<String, Section> written = Section.of(tree).sections("services");
    var assembly = new ServiceAssembly(name, volumes, written.keySet());
    written.forEach(
        (key, service) -> services.put(new ServiceName(key), assembly.service(key, service)));
    TopologyChoice topology =
        Section.of(tree)
            .section("x-jcompose")
            .text("topology")
            .map(choice -> TopologyChoice.valueOf(choice.toUpperCase(Locale.ROOT)))
            .orElse(TopologyChoice.AUTO);
    return new Project(name, directory, files, services, volumes, topology);
  }

  private VolumeDefinition volume(String key, Section volume) {
    return new VolumeDefinition(
        new VolumeName(volume.text("name").orElse(name + "_" + key)),
        volume.flag("external"),
        volume.texts("labels"));
  }
}
