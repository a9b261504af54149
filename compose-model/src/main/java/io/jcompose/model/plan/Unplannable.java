package io.jcompose.model.plan;

import io.jcompose.model.error.Problems;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import java.util.Optional;

/**
 * Finds what a plan has no form for. Loading refuses it already where a file is to be run; this is
 * for projects that come from elsewhere.
 */
final class Unplannable implements Mount.Visitor<Optional<String>> {
  private final Problems problems;

  Unplannable(Problems problems) {
    this.problems = problems;
  }

  void check(Project project) {
    project.services().values().forEach(this::check);
  }

  private void check(Service service) {
    if (service.image().isEmpty()) {
      problems.add(
          service.place(),
          "services." + service.name(),
          "a service that a provider runs has no container",
          "give it an 'image', or leave it out");
    }
    for (Mount mount : service.mounts()) {
      mount
          .accept(this)
          .ifPresent(
              kind ->
                  problems.add(
                      service.place(),
                      "services." + service.name() + ".volumes",
                      kind + " cannot be mounted at " + mount.target(),
                      "mount a directory or a volume there"));
    }
  }

  @Override
  public Optional<String> bind(Mount.Bind mount) {
    return Optional.empty();
  }

  @Override
  public Optional<String> volume(Mount.Volume mount) {
    return Optional.empty();
  }

  @Override
  public Optional<String> anonymousVolume(Mount.AnonymousVolume mount) {
    return Optional.empty();
  }

  @Override
  public Optional<String> tmpfs(Mount.Tmpfs mount) {
    return Optional.empty();
  }

  @Override
  public Optional<String> image(Mount.Image mount) {
    return Optional.of("an image");
  }

  @Override
  public Optional<String> clusterVolume(Mount.ClusterVolume mount) {
    return Optional.of("a cluster's volume");
  }

  @Override
  public Optional<String> namedPipe(Mount.NamedPipe mount) {
    return Optional.of("a named pipe of Windows");
  }
}
