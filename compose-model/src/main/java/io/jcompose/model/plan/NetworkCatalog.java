package io.jcompose.model.plan;

import io.jcompose.model.error.Place;
import io.jcompose.model.project.Extensions;
import io.jcompose.model.project.NetworkDefinition;
import io.jcompose.model.project.NetworkDefinition.AddressManagement;
import io.jcompose.model.project.Project;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The networks that services may name by their keys, the default one included. */
record NetworkCatalog(Project project) {
  static final String DEFAULT = "default";

  private static final String HOST = "host";
  private static final String NONE = "none";

  /**
   * Returns the network behind {@code key}.
   *
   * @throws IllegalArgumentException if there is none
   */
  NetworkDefinition get(String key) {
    NetworkDefinition definition = project.networks().get(key);
    if (definition == null && !key.equals(DEFAULT)) {
      throw new IllegalArgumentException("network '" + key + "' is not defined");
    }
    return definition == null ? plainDefault() : definition;
  }

  private NetworkDefinition plainDefault() {
    return new NetworkDefinition(
        Place.wholeFile(project.files().isEmpty() ? "" : project.files().get(0)),
        project.name() + "_" + DEFAULT,
        false,
        Optional.empty(),
        Map.of(),
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        new AddressManagement(Optional.empty(), List.of(), Map.of()),
        Map.of(),
        Extensions.NONE);
  }

  /** Returns whether it stands for the host's own network. */
  static boolean isHost(NetworkDefinition definition) {
    return is(definition, HOST);
  }

  /** Returns whether it stands for having no network. */
  static boolean isNone(NetworkDefinition definition) {
    return is(definition, NONE);
  }

  private static boolean is(NetworkDefinition definition, String word) {
    return definition.external()
        ? definition.name().equals(word)
        : definition.driver().stream().anyMatch(word::equals);
  }
}
