package io.jcompose.model.project;

import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole Compose project: checked, merged, interpolated, with absolute paths and with the services
 * of active profiles only.
 *
 * @param name the project's name
 * @param directory the project directory, absolute; relative paths were resolved against it
 * @param files the Compose files, absolute, in the order they were merged
 * @param services by name, in the order of the files
 * @param volumes what stands under {@code volumes:}, by its key there
 * @param topology what the file or the command line asks for
 */
public record Project(
    ProjectName name,
    String directory,
    List<String> files,
    Map<ServiceName, Service> services,
    Map<String, VolumeDefinition> volumes,
    TopologyChoice topology) {

  public Project {
    files = List.copyOf(files);
    services = Collections.unmodifiableMap(new LinkedHashMap<>(services));
    volumes = Collections.unmodifiableMap(new LinkedHashMap<>(volumes));
  }
}
