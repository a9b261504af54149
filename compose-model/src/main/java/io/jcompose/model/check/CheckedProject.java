package io.jcompose.model.check;

import io.jcompose.model.project.TopologyChoice;
import io.jcompose.model.project.VolumeDefinition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole file, checked entry by entry.
 *
 * @param services all of them, whatever their profiles, in the order of the file
 * @param volumes what stands under {@code volumes:}, by its key there
 */
public record CheckedProject(
    List<CheckedService> services, Map<String, VolumeDefinition> volumes, TopologyChoice topology) {
  public CheckedProject {
    services = List.copyOf(services);
    volumes = Collections.unmodifiableMap(new LinkedHashMap<>(volumes));
  }
}
