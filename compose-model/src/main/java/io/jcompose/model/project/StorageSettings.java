package io.jcompose.model.project;

import io.jcompose.model.value.VolumesFrom;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files of a container besides its image and its mounts.
 *
 * @param volumesFrom {@code volumes_from:}
 * @param configs {@code configs:}, one for a target
 * @param secrets {@code secrets:}, one for a target
 * @param options {@code storage_opt:}: what the engine's storage driver is told
 */
public record StorageSettings(
    List<VolumesFrom> volumesFrom,
    List<Grant> configs,
    List<Grant> secrets,
    Map<String, String> options) {
  /** Nothing besides. */
  public static final StorageSettings NONE =
      new StorageSettings(List.of(), List.of(), List.of(), Map.of());

  public StorageSettings {
    volumesFrom = List.copyOf(volumesFrom);
    configs = List.copyOf(configs);
    secrets = List.copyOf(secrets);
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }
}
