package io.jcompose.model.assemble;

import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.project.TopologyChoice;
import io.jcompose.model.project.VolumeDefinition;
import io.jcompose.model.value.NameSeparator;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
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
 * @param contents the variables that configs and secrets are the values of
 */
public record ProjectAssembly(
    ProjectName name, String directory, List<String> files, ContentVariables contents) {
  public ProjectAssembly {
    files = List.copyOf(files);
  }

  /** Returns the project that {@code tree} describes. */
  public Project project(MapNode tree) {
    Section top = Section.of(tree);
    var definitions = new DefinitionAssembly(name, contents);
    Map<String, VolumeDefinition> volumes = top.each("volumes", definitions::volume);
    Map<String, Section> written = top.sections("services");
    var assembly = new ServiceAssembly(name, volumes, written.keySet());
    Map<ServiceName, Service> services = new LinkedHashMap<>();
    written.forEach(
        (key, service) -> services.put(new ServiceName(key), assembly.service(key, service)));
    return new Project(
        name,
        directory,
        files,
        services,
        top.each("networks", definitions::network),
        volumes,
        top.each("configs", definitions::config),
        top.each("secrets", definitions::secret),
        top.each("models", (key, model) -> DefinitionAssembly.model(model)),
        topology(top),
        NameSeparator.HYPHEN,
        ExtensionAssembly.of(top));
  }

  private static TopologyChoice topology(Section top) {
    return top.section("x-jcompose")
        .text("topology")
        .map(choice -> TopologyChoice.valueOf(choice.toUpperCase(Locale.ROOT)))
        .orElse(TopologyChoice.AUTO);
  }
}
