package io.jcompose.scheduler.runtime;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What an engine offers.
 *
 * @param runtime the engine's name, for messages
 * @param remedies what to do about a feature that is missing, as a hint; none is needed
 */
public record RuntimeCapabilities(
    String runtime, Set<Feature> features, Map<Feature, String> remedies) {
  /** Things that not every engine on every host can do. */
  public enum Feature {
    PORT_PUBLISHING,
    OUTGOING_TRAFFIC,
    EXEC,
    INIT
  }

  public RuntimeCapabilities {
    features =
        features.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(features));
    remedies = Map.copyOf(remedies);
  }

  /**
   * Does nothing if the feature is there.
   *
   * @param wantedBy what asks for it, such as {@code "services.web.init"}
   * @throws RuntimeFailure otherwise
   */
  public void require(Feature feature, String wantedBy) {
    if (!features.contains(feature)) {
      throw new RuntimeFailure(
          wantedBy + " needs " + feature + ", which runtime '" + runtime + "' does not offer here",
          remedies.getOrDefault(
              feature, "drop the setting, or run 'jcompose doctor' to see what this host lacks"));
    }
  }
}
