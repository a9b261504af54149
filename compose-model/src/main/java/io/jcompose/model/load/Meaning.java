package io.jcompose.model.load;

import io.jcompose.model.error.Problem;
import io.jcompose.model.kubernetes.ManifestPaths;
import io.jcompose.model.load.FileSelection.ComposeFile;
import java.util.List;
import java.util.Optional;

/**
 * Says what is wrong in terms of the user's files: their order, and, where they are manifests of
 * Kubernetes, their paths instead of those of the Compose document that became of them.
 */
record Meaning(List<ComposeFile> files, Optional<ManifestPaths> paths) {
  Meaning {
    files = List.copyOf(files);
  }

  /** Returns {@code problems} in the order in which a user mends them. */
  List<Problem> of(List<Problem> problems) {
    return InFileOrder.of(inTerms(problems), files);
  }

  /** Returns {@code problems} in the order they have. */
  List<Problem> inTerms(List<Problem> problems) {
    return paths.map(known -> problems.stream().map(known::inManifest).toList()).orElse(problems);
  }
}
