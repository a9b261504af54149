package io.jcompose.model.check;

import io.jcompose.model.error.Place;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ServiceName;
import java.util.List;
import java.util.Optional;

/**
 * A service as its own entry in the file describes it.
 *
 * @param service the service, without what its {@code env_file} adds; empty if something is wrong
 *     with it
 * @param profiles {@code profiles:}; none means always active
 * @param envFiles {@code env_file:}, in order
 * @param mentions what it refers to, to be checked once it is known which services are active
 */
public record CheckedService(
    ServiceName name,
    Place place,
    Optional<Service> service,
    List<String> profiles,
    List<EnvFileEntry> envFiles,
    List<Dependency> dependencies,
    List<Mention> mentions) {
  public CheckedService {
    profiles = List.copyOf(profiles);
    envFiles = List.copyOf(envFiles);
    dependencies = List.copyOf(dependencies);
    mentions = List.copyOf(mentions);
  }
}
