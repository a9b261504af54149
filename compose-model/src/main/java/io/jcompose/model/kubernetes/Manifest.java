package io.jcompose.model.kubernetes;

import java.util.Map;

/**
 * One object of the user's manifests.
 *
 * @param namespace as far as it matters on one host: in names that other pods look up
 */
record Manifest(String kind, String name, String namespace, Element body) {
  Element spec() {
    return body.get("spec").orElse(body);
  }

  Map<String, String> labels() {
    return body.get("metadata").map(metadata -> metadata.textMap("labels")).orElse(Map.of());
  }

  Map<String, String> annotations() {
    return body.get("metadata").map(metadata -> metadata.textMap("annotations")).orElse(Map.of());
  }

  @Override
  public String toString() {
    return kind + " '" + name + "'";
  }
}
