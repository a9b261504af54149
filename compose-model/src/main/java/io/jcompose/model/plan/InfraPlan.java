package io.jcompose.model.plan;

import io.jcompose.model.value.ContainerName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pod: the infra that owns a network namespace, which outlives the containers in it.
 *
 * @param name its name on the host
 * @param namespace whose network namespace it is
 * @param attachments the networks it is in, in the order of joining them; none means that it has
 *     its loopback only
 * @param ports what it publishes on the host
 * @param names host names that mean the pod's own address inside it: in topology {@code pod}, all
 *     services with their aliases and container names; sorted, each once
 * @param links names that only this pod knows, each with the neighbour's name it stands for
 * @param resolver whom its containers ask for names
 * @param sysctls the kernel's parameters in its network namespace, such as {@code
 *     net.core.somaxconn}
 */
public record InfraPlan(
    ContainerName name,
    NetworkNamespace namespace,
    List<AttachmentPlan> attachments,
    List<PublishedPort> ports,
    List<String> names,
    Map<String, String> links,
    ResolverPlan resolver,
    Map<String, String> sysctls) {
  public InfraPlan {
    attachments = List.copyOf(attachments);
    ports = List.copyOf(ports);
    names = names.stream().sorted().distinct().toList();
    links = Collections.unmodifiableMap(new LinkedHashMap<>(links));
    sysctls = Collections.unmodifiableMap(new LinkedHashMap<>(sysctls));
  }

  /** Returns this pod with other ports published. */
  public InfraPlan withPorts(List<PublishedPort> changed) {
    return new InfraPlan(name, namespace, attachments, changed, names, links, resolver, sysctls);
  }

  /**
   * Returns whether it is the pod of the whole project, in which names are in the hosts file;
   * elsewhere a name server knows them.
   */
  public boolean isShared() {
    return !names.isEmpty();
  }

  /** Whose network namespace a pod's containers are in. */
  public sealed interface NetworkNamespace {
    /** The pod's own. */
    record Own() implements NetworkNamespace {}

    /** The host's: nothing is published, and no network is joined. */
    record Host() implements NetworkNamespace {}

    /**
     * That of another container, which may be another project's.
     *
     * @param container its name or the beginning of its id
     */
    record OfContainer(String container) implements NetworkNamespace {}
  }
}
