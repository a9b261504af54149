package io.jcompose.model.export.kubernetes;

import io.jcompose.model.error.Problem;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A project for a cluster.
 *
 * @param manifests in the order in which they are best applied
 * @param warnings what could not be said, or is something else in a cluster; each is a comment in
 *     one of the manifests, too
 */
public record ManifestSet(List<Manifest> manifests, List<Problem> warnings) {
  public ManifestSet {
    manifests = List.copyOf(manifests);
    warnings = List.copyOf(warnings);
  }

  /** Returns all manifests as one file of several documents. */
  public String text() {
    return manifests.stream().map(Manifest::text).collect(Collectors.joining("---\n"));
  }

  /** Returns whether the text gives something away that others should not read. */
  public boolean holdsSecrets() {
    return manifests.stream().anyMatch(Manifest::isSecret);
  }
}
