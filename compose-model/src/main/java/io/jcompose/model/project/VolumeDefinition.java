package io.jcompose.model.project;

import io.jcompose.model.value.VolumeName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of the top-level {@code volumes:}.
 *
 * @param name its name on the host: {@code name:}, else {@code <project>_<key>}
 * @param external whether it must exist already and is never removed
 * @param driver empty means {@code local}
 * @param driverOptions {@code driver_opts:}
 */
public record VolumeDefinition(
    VolumeName name,
    boolean external,
    Optional<String> driver,
    Map<String, String> driverOptions,
    Map<String, String> labels,
    Extensions extensions) {
  public VolumeDefinition {
    driverOptions = Collections.unmodifiableMap(new LinkedHashMap<>(driverOptions));
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }
}
