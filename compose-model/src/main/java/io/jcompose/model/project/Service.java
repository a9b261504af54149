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
import java.util.function.Predicate;

/**
 * One service of a project, its keys grouped by what they are about.
 *
 * @param place where the service's key stands
 * @param image {@code image:}; {@code <project>-<service>} for one that is built and has no name,
 *     empty for one that a provider runs
 * @param source where the image comes from: {@code build:}, {@code provider:}, {@code
 *     pull_policy:}, {@code platform:}
 * @param containerName {@code container_name:}, if given
 * @param process what is run, as whom and where, and how it is asked to end
 * @param console where its input comes from and its output goes
 * @param hooks {@code pre_start:}, {@code post_start:}, {@code pre_stop:}
 * @param network ports, host names and links
 * @param attachments networks, {@code network_mode:}, {@code dns:}
 * @param mounts {@code volumes:} and {@code tmpfs:}, one for a target
 * @param storage configs, secrets and other files
 * @param security capabilities, and whether the root is read-only
 * @param isolation namespaces, {@code privileged:}, {@code security_opt:}, {@code sysctls:}
 * @param resources limits and devices
 * @param dependencies {@code depends_on:} and what other keys imply, such as {@code links:}
 * @param healthcheck what the file says about health; the image's own fills the gaps
 * @param restart {@code restart:}
 * @param deployment {@code profiles:}, {@code scale:}, {@code deploy:}, {@code develop:}
 * @param labels {@code labels:}, with those of {@code label_file:}
 * @param annotations {@code annotations:}
 * @param models {@code models:} by their keys at the top level
 * @param extensions keys of the user's own
 */
public record Service(
    ServiceName name,
    Place place,
    Optional<ImageReference> image,
    ImageSource source,
    Optional<ContainerName> containerName,
    ProcessSettings process,
    ConsoleSettings console,
    Hooks hooks,
    NetworkSettings network,
    NetworkAttachments attachments,
    List<Mount> mounts,
    StorageSettings storage,
    SecuritySettings security,
    IsolationSettings isolation,
    ResourceSettings resources,
    List<Dependency> dependencies,
    Healthcheck healthcheck,
    RestartPolicy restart,
    DeploymentSettings deployment,
    Map<String, String> labels,
    Map<String, String> annotations,
    Map<String, ModelUse> models,
    Extensions extensions) {

  public Service {
    mounts = List.copyOf(mounts);
    dependencies = List.copyOf(dependencies);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
    models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
  }

  /** Returns this service with those of its mounts only that {@code wanted} accepts. */
  public Service withMounts(Predicate<Mount> wanted) {
    return new Service(
        name,
        place,
        image,
        source,
        containerName,
        process,
        console,
        hooks,
        network,
        attachments,
        mounts.stream().filter(wanted).toList(),
        storage,
        security,
        isolation,
        resources,
        dependencies,
        healthcheck,
        restart,
        deployment,
        labels,
        annotations,
        models,
        extensions);
  }

  /** Returns this service with that many containers, whatever the file says. */
  public Service withScale(int containers) {
    return new Service(
        name,
        place,
        image,
        source,
        containerName,
        process,
        console,
        hooks,
        network,
        attachments,
        mounts,
        storage,
        security,
        isolation,
        resources,
        dependencies,
        healthcheck,
        restart,
        deployment.withScale(containers),
        labels,
        annotations,
        models,
        extensions);
  }
}
