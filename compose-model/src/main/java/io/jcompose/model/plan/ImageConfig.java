package io.jcompose.model.plan;

import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.Signal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An image's own defaults.
 *
 * @param user as written; empty means root
 * @param workingDirectory empty means {@code /}
 * @param volumes paths that get an anonymous volume unless something is mounted there
 * @see <a
 *     href="https://github.com/opencontainers/image-spec/blob/main/config.md">image-spec/config.md</a>
 */
public record ImageConfig(
    Map<String, String> environment,
    List<String> entrypoint,
    List<String> command,
    Optional<String> user,
    Optional<String> workingDirectory,
    Set<String> volumes,
    Set<Port> exposedPorts,
    Optional<Signal> stopSignal,
    Healthcheck healthcheck,
    Map<String, String> labels) {
  /** An image that says nothing, such as {@code rootfs:/}. */
  public static final ImageConfig EMPTY =
      new ImageConfig(
          Map.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          Set.of(),
          Optional.empty(),
          Healthcheck.UNSET,
          Map.of());

  public ImageConfig {
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    entrypoint = List.copyOf(entrypoint);
    command = List.copyOf(command);
    volumes = Collections.unmodifiableSet(new TreeSet<>(volumes));
    exposedPorts = Collections.unmodifiableSet(new TreeSet<>(exposedPorts));
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  /** Says no value of a variable: these are often secrets, and this may end in a log. */
  @Override
  public String toString() {
    return "ImageConfig[environment="
        + environment.keySet()
        + ", entrypoint="
        + entrypoint
        + ", command="
        + command
        + "]";
  }
}
