package io.jcompose.scheduler.runtime;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What an engine offers.
 *
 * @param runtime the engine's name, for messages
 */
public record RuntimeCapabilities(String runtime, Set<Feature> features) {
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
          "drop the setting, or run 'jcompose version --debug' to see what this host lacks");
    }
  }
}
