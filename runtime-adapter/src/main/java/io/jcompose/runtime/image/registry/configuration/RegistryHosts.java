package io.jcompose.runtime.image.registry.configuration;

import io.jcompose.runtime.image.ImageName;
import java.util.Set;

/** The one registry whose name is not its host's. */
final class RegistryHosts {
  private static final String HOST_OF_HUB = "registry-1.docker.io";
  private static final Set<String> NAMES_OF_HUB =
      Set.of(ImageName.HUB, "index.docker.io", HOST_OF_HUB);

  private RegistryHosts() {}

  /** Returns where a registry is asked. */
  static String asked(String registry) {
    return NAMES_OF_HUB.contains(registry) ? HOST_OF_HUB : registry;
  }

  /** Returns the name by which people know a registry. */
  static String known(String authority) {
    return NAMES_OF_HUB.contains(authority) ? ImageName.HUB : authority;
  }
}
