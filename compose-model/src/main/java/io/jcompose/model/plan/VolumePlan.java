package io.jcompose.model.plan;

import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.VolumeName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A named volume that the project uses.
 *
 * @param external whether it must exist already; then it is neither made nor removed
 */
public record VolumePlan(
    VolumeName name, ProjectName project, boolean external, Map<String, String> labels) {
  public VolumePlan {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }
}
