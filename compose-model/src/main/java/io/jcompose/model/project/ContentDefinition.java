package io.jcompose.model.project;

import io.jcompose.model.error.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An entry of the top-level {@code configs:} or {@code secrets:}: a file for containers.
 *
 * @param place where its key stands
 * @param name its name for others: {@code name:}, else {@code <project>_<key>}
 * @param source where the content is
 * @param templateDriver {@code template_driver:}, for a cluster
 */
public record ContentDefinition(
    Place place,
    String name,
    ContentSource source,
    Optional<String> templateDriver,
    Map<String, String> labels,
    Extensions extensions) {
  public ContentDefinition {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }
}
