package io.jcompose.model.kubernetes;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the command line says about manifests.
 *
 * @param name the project's name, where nothing else says one
 * @param replicas how many pods Deployments and their like have, in place of what they say
 * @param publish further ports of pods: {@code [ADDRESS:]HOST:CONTAINER[/PROTOCOL]}
 * @param publishAll whether every port of a container is published, under its own number
 * @param networks that exist already, for pods to join in place of one of their own; {@code host}
 *     and {@code none} too
 */
public record PlayChoices(
    Optional<String> name,
    OptionalInt replicas,
    List<String> publish,
    boolean publishAll,
    List<String> networks) {
  /** As the manifests say. */
  public static final PlayChoices DEFAULT =
      new PlayChoices(Optional.empty(), OptionalInt.empty(), List.of(), false, List.of());

  public PlayChoices {
    publish = List.copyOf(publish);
    networks = List.copyOf(networks);
  }
}
