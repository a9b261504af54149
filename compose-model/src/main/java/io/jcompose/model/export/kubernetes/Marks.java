package io.jcompose.model.export.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Labels of the file's own on an object: as labels where Kubernetes takes them for such, else as
 * annotations, which may hold any text. Those that objects are found by stay ours.
 */
final class Marks {
  private final ObjectMeta metadata;

  Marks(ObjectMeta metadata) {
    this.metadata = metadata;
  }

  /** Adds what can be added, and returns what cannot, as no key of theirs is one of Kubernetes. */
  Map<String, String> add(Map<String, String> labels) {
    Map<String, String> left = new LinkedHashMap<>();
    labels.forEach(
        (key, value) -> {
          if (!Labels.isKey(key)) {
            left.put(key, value);
          } else if (Labels.isValue(value)) {
            Map<String, String> all = new LinkedHashMap<>(metadata.getLabels());
            all.putIfAbsent(key, value);
            metadata.setLabels(all);
          } else {
            annotate(key, value);
          }
        });
    return left;
  }

  /** Adds an annotation; {@code key} is one of Kubernetes. */
  void annotate(String key, String value) {
    Map<String, String> all = new LinkedHashMap<>();
    if (metadata.getAnnotations() != null) {
      all.putAll(metadata.getAnnotations());
    }
    all.put(key, value);
    metadata.setAnnotations(all);
  }
}
