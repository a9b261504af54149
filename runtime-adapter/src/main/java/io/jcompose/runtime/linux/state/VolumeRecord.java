package io.jcompose.runtime.linux.state;

import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.VolumeName;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A volume.
 *
 * @param project that it was made for
 * @param anonymous whether it has no name in any file, and belongs to one container
 */
public record VolumeRecord(
    int version,
    VolumeName name,
    ProjectName project,
    boolean anonymous,
    Map<String, String> labels,
    Instant created) {
  static final int VERSION = 1;

  public VolumeRecord {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  /** Creates the record of a new volume, in today's form. */
  public static VolumeRecord of(
      VolumeName name,
      ProjectName project,
      boolean anonymous,
      Map<String, String> labels,
      Instant created) {
    return new VolumeRecord(VERSION, name, project, anonymous, labels, created);
  }
}
