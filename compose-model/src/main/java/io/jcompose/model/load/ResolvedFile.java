package io.jcompose.model.load;

import java.util.List;

/**
 * A loaded project as one Compose file: merged, interpolated, in long form, with absolute paths.
 */
public final class ResolvedFile {
  ResolvedFile() {}

  /** Returns the file as YAML, ending in a line break; every {@code $} is doubled. */
  public String toYaml() {
    return "";
  }

  /** Returns the same as JSON, indented by two, ending in a line break. */
  public String toJson() {
    return "";
  }

  /** Returns the names of the active services, sorted. */
  public List<String> services() {
    return List.of();
  }

  /** Returns the keys of the volumes that the active services use, sorted. */
  public List<String> volumes() {
    return List.of();
  }

  /** Returns the images of the active services, sorted, each once. */
  public List<String> images() {
    return List.of();
  }
}
