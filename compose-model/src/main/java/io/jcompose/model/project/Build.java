package io.jcompose.model.project;

import io.jcompose.model.project.NetworkSettings.ExtraHost;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code build:}: how a service's image is made.
 *
 * @param context {@code context:}, an absolute directory or the address of one elsewhere; empty
 *     where {@code dockerfile_inline} needs none
 * @param dockerfile what is built
 * @param target {@code target:}, the stage to stop at; empty means the last
 * @param arguments {@code args:} that have a value, in the order of the file
 * @param additionalContexts {@code additional_contexts:}: name to directory, address or {@code
 *     service:NAME}
 * @param labels {@code labels:} of the image
 * @param tags {@code tags:}: names of the image besides the service's
 * @param platforms {@code platforms:} to build for; none means the service's
 * @param pull whether newer base images are fetched
 * @param ssh {@code ssh:}: keys that steps may use
 * @param secrets {@code secrets:}: files that steps may read; a target is the secret's id
 * @param network {@code network:} of the steps; empty means the builder's default
 * @param extraHosts {@code extra_hosts:} of the steps
 * @param isolation {@code isolation:}, for Windows
 * @param privileged whether steps may do anything
 * @param entitlements {@code entitlements:}: what steps may do beyond the default
 * @param shmSizeBytes {@code shm_size:}: the size of {@code /dev/shm} in steps
 * @param ulimits {@code ulimits:} of steps, by name
 * @param provenance {@code provenance:} as written: a boolean or the attestation's options
 * @param sbom {@code sbom:} as written, likewise
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/build.md">build</a>
 */
public record Build(
    Optional<String> context,
    Dockerfile dockerfile,
    Optional<String> target,
    Map<String, String> arguments,
    Map<String, String> additionalContexts,
    Map<String, String> labels,
    List<String> tags,
    List<String> platforms,
    Cache cache,
    boolean pull,
    List<SshKey> ssh,
    List<Grant> secrets,
    Optional<String> network,
    List<ExtraHost> extraHosts,
    Optional<String> isolation,
    boolean privileged,
    List<String> entitlements,
    OptionalLong shmSizeBytes,
    Map<String, Ulimit> ulimits,
    Optional<String> provenance,
    Optional<String> sbom,
    Extensions extensions) {

  public Build {
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    additionalContexts = Collections.unmodifiableMap(new LinkedHashMap<>(additionalContexts));
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    tags = List.copyOf(tags);
    platforms = List.copyOf(platforms);
    ssh = List.copyOf(ssh);
    secrets = List.copyOf(secrets);
    extraHosts = List.copyOf(extraHosts);
    entitlements = List.copyOf(entitlements);
    ulimits = Collections.unmodifiableMap(new LinkedHashMap<>(ulimits));
  }

  /** What is built. */
  public sealed interface Dockerfile {
    /** {@code dockerfile:}, relative to the context; {@code Dockerfile} if nothing is said. */
    record File(String path) implements Dockerfile {}

    /** {@code dockerfile_inline:}: the text itself. */
    record Inline(String text) implements Dockerfile {}
  }

  /**
   * What is taken from earlier builds and kept for later ones.
   *
   * @param from {@code cache_from:} as written
   * @param to {@code cache_to:} as written
   * @param disabled {@code no_cache:}
   * @param disabledStages {@code no_cache_filter:}: stages that are built anew
   */
  public record Cache(
      List<String> from, List<String> to, boolean disabled, List<String> disabledStages) {
    public Cache {
      from = List.copyOf(from);
      to = List.copyOf(to);
      disabledStages = List.copyOf(disabledStages);
    }
  }

  /**
   * One entry of {@code ssh:}.
   *
   * @param id what steps call it; {@code default} is the agent's
   * @param path an absolute path of the host to a key or an agent's socket; empty means the agent
   */
  public record SshKey(String id, Optional<String> path) {}
}
