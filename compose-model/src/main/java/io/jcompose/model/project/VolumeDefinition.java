package io.jcompose.model.project;

import io.jcompose.model.value.VolumeName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One entry of the top-level {@code volumes:}.
 *
 * @param name its name on the host: {@code name:}, else {@code <project>_<key>}
 * @param external whether it must exist already and is never removed
 */
public record VolumeDefinition(VolumeName name, boolean external, Map<String, String> labels) {
  public VolumeDefinition {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }
}
