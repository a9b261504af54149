package io.jcompose.model.project;

import io.jcompose.model.value.NameSeparator;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A whole Compose project: checked, merged, interpolated, with absolute paths and with the services
 * of active profiles only.
 *
 * @param name the project's name
 * @param directory the project directory, absolute; relative paths were resolved against it
 * @param files the Compose files, absolute, in the order they were merged
 * @param services by name, in the order of the files
 * @param networks what stands under {@code networks:}, by its key there, and the default network
 * @param volumes what stands under {@code volumes:}, by its key there
 * @param configs what stands under {@code configs:}, by its key there
 * @param secrets what stands under {@code secrets:}, by its key there
 * @param models what stands under {@code models:}, by its key there
 * @param topology what {@code x-jcompose:} asks for
 * @param separator what stands between the parts of containers' names
 * @param extensions keys of the user's own at the top of the file
 */
public record Project(
    ProjectName name,
    String directory,
    List<String> files,
    Map<ServiceName, Service> services,
    Map<String, NetworkDefinition> networks,
    Map<String, VolumeDefinition> volumes,
    Map<String, ContentDefinition> configs,
    Map<String, ContentDefinition> secrets,
    Map<String, ModelDefinition> models,
    TopologyChoice topology,
    NameSeparator separator,
    Extensions extensions) {

  public Project {
    files = List.copyOf(files);
    services = Collections.unmodifiableMap(new LinkedHashMap<>(services));
    networks = Collections.unmodifiableMap(new LinkedHashMap<>(networks));
    volumes = Collections.unmodifiableMap(new LinkedHashMap<>(volumes));
    configs = Collections.unmodifiableMap(new LinkedHashMap<>(configs));
    secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
    models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
  }

  /** Returns this project with another number of containers for some of its services. */
  public Project withScale(Map<ServiceName, Integer> containers) {
    Map<ServiceName, Service> scaled = new LinkedHashMap<>(services);
    scaled.replaceAll(
        (service, is) ->
            containers.containsKey(service) ? is.withScale(containers.get(service)) : is);
    return new Project(
        name,
        directory,
        files,
        scaled,
        networks,
        volumes,
        configs,
        secrets,
        models,
        topology,
        separator,
        extensions);
  }

  /** Returns this project with those mounts of its services only that {@code wanted} accepts. */
  public Project withMounts(Predicate<Mount> wanted) {
    Map<ServiceName, Service> changed = new LinkedHashMap<>(services);
    changed.replaceAll((name, service) -> service.withMounts(wanted));
    return new Project(
        name,
        directory,
        files,
        changed,
        networks,
        volumes,
        configs,
        secrets,
        models,
        topology,
        separator,
        extensions);
  }

  /** Returns this project with something else between the parts of containers' names. */
  public Project withSeparator(NameSeparator changed) {
    return new Project(
        name,
        directory,
        files,
        services,
        networks,
        volumes,
        configs,
        secrets,
        models,
        topology,
        changed,
        extensions);
  }
}
