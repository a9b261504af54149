package io.jcompose.model.project;

import io.jcompose.model.error.Place;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.ServiceName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One service of a project.
 *
 * @param place where the service's key stands
 * @param containerName {@code container_name:}, if given
 * @param mounts {@code volumes:} and {@code tmpfs:}, one for a target
 * @param dependencies {@code depends_on:} and what {@code links:} imply
 * @param healthcheck what the file says about health; the image's own fills the gaps
 */
public record Service(
    ServiceName name,
    Place place,
    ImageReference image,
    Optional<ContainerName> containerName,
    ProcessSettings process,
    NetworkSettings network,
    List<Mount> mounts,
    SecuritySettings security,
    List<Dependency> dependencies,
    Healthcheck healthcheck,
    RestartPolicy restart,
    Map<String, String> labels) {

  public Service {
    mounts = List.copyOf(mounts);
    dependencies = List.copyOf(dependencies);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  /** Returns this service with {@code changed} in place of its environment. */
  public Service withEnvironment(Environment changed) {
    return new Service(
        name,
        place,
        image,
        containerName,
        process.withEnvironment(changed),
        network,
        mounts,
        security,
        dependencies,
        healthcheck,
        restart,
        labels);
  }

  /** Returns this service with {@code changed} in place of its dependencies. */
  public Service withDependencies(List<Dependency> changed) {
    return new Service(
        name,
        place,
        image,
        containerName,
        process,
        network,
        mounts,
        security,
        changed,
        healthcheck,
        restart,
        labels);
  }
}
