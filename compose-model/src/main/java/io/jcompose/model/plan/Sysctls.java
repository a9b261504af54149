package io.jcompose.model.plan;

import io.jcompose.model.project.Service;
import java.util.Map;
import java.util.TreeMap;

/** Parameters of the kernel that each network namespace has for itself. */
final class Sysctls {
  private static final String OF_NETWORK = "net.";

  private Sysctls() {}

  /** Returns those that {@code service} sets, by name. */
  static Map<String, String> ofNetwork(Service service) {
    Map<String, String> found = new TreeMap<>();
    service
        .isolation()
        .sysctls()
        .forEach(
            (name, value) -> {
              if (name.startsWith(OF_NETWORK)) {
                found.put(name, value);
              }
            });
    return found;
  }
}
