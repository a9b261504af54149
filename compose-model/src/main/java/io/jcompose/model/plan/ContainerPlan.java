package io.jcompose.model.plan;

import io.jcompose.model.project.ConsoleSettings;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.project.Hooks;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.NetworkSettings;
import io.jcompose.model.project.ProcessSettings;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.model.project.SecuritySettings;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One container as the file wants it, before its image's defaults are known.
 *
 * @param number the replica's number, from 1; 0 for a container of {@code run}, which is none;
 *     below 0 for those that run before the service starts: -1 for the first of its {@code
 *     pre_start:}
 * @param pod the name of the infra of the pod it is in
 * @param joined the container of this project whose network, and with it whose host name, it has;
 *     empty if it has its own, the host's or a stranger's
 * @param files its configs and secrets, one for a target
 * @param configHash SHA-256 in hexadecimal of all that makes a running container out of date when
 *     it changes; see {@code docs/config-hash.md}
 */
public record ContainerPlan(
    ContainerName name,
    ProjectName project,
    ServiceName service,
    int number,
    ContainerName pod,
    Optional<ContainerName> joined,
    ImageReference image,
    ProcessSettings process,
    NetworkSettings network,
    List<Mount> mounts,
    SecuritySettings security,
    List<Dependency> dependencies,
    Healthcheck healthcheck,
    RestartPolicy restart,
    Map<String, String> labels,
    ConsoleSettings console,
    Hooks hooks,
    Upkeep upkeep,
    List<GrantedFile> files,
    String configHash) {

  public ContainerPlan {
    mounts = List.copyOf(mounts);
    dependencies = List.copyOf(dependencies);
    files = List.copyOf(files);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  /** Returns this plan with another image; what it is called out of date by stays. */
  public ContainerPlan withImage(ImageReference changed) {
    return new ContainerPlan(
        name,
        project,
        service,
        number,
        pod,
        joined,
        changed,
        process,
        network,
        mounts,
        security,
        dependencies,
        healthcheck,
        restart,
        labels,
        console,
        hooks,
        upkeep,
        files,
        configHash);
  }

  /** Returns this plan with another health check; what it is called out of date by stays. */
  public ContainerPlan withHealthcheck(Healthcheck changed) {
    return new ContainerPlan(
        name,
        project,
        service,
        number,
        pod,
        joined,
        image,
        process,
        network,
        mounts,
        security,
        dependencies,
        changed,
        restart,
        labels,
        console,
        hooks,
        upkeep,
        files,
        configHash);
  }

  /** Returns whether it runs to its end before the service's first replica starts. */
  public boolean isPreStart() {
    return number < 0;
  }

  /** Returns whether it was made by {@code run}, besides the service's replicas. */
  public boolean isOneOff() {
    return number == 0;
  }
}
