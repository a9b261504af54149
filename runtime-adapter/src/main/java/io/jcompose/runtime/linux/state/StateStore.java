package io.jcompose.runtime.linux.state;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.VolumeName;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.disk.Disk;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** All that is recorded on this host. Safe to use from several threads and processes. */
public final class StateStore {
  private final Path state;
  private final Path run;
  private final Disk disk = new Disk();

  /** Creates a view of the host's state; makes nothing yet. */
  public StateStore(Host host) {
    this.state = host.state().toAbsolutePath().normalize();
    this.run = host.run().toAbsolutePath().normalize();
  }

  /** Returns all projects that something is recorded of, sorted. */
  public List<ProjectName> projects() {
    return disk.names(state.resolve("projects")).stream().map(ProjectName::new).toList();
  }

  /** Returns a project's directories, whether or not they exist. */
  public ProjectHome project(ProjectName name) {
    return new ProjectHome(
        name,
        state.resolve("projects").resolve(name.value()),
        run.resolve("projects").resolve(name.value()),
        state.resolve("names"),
        disk);
  }

  /** Returns the container of that name, whatever project it belongs to. */
  public Optional<ContainerHome> find(ContainerName name) {
    return disk.followLink(state.resolve("names").resolve(name.value()))
        .map(home -> project(projectOf(home)).home(name));
  }

  /** Returns the container of that name, or the only one whose id begins so. */
  public Optional<ContainerHome> findByNameOrId(String nameOrId) {
    Optional<ContainerHome> named =
        ContainerName.isLegal(nameOrId) ? find(new ContainerName(nameOrId)) : Optional.empty();
    if (named.isPresent()) {
      return named;
    }
    List<ContainerHome> matching =
        projects().stream()
            .flatMap(project -> project(project).containers().stream())
            .filter(
                home ->
                    home.container().filter(found -> found.id().startsWith(nameOrId)).isPresent())
            .toList();
    return matching.size() == 1 ? Optional.of(matching.get(0)) : Optional.empty();
  }

  /** Returns what killed processes left of a container of that name. */
  public List<ContainerHome> leftovers(ContainerName name) {
    return projects().stream()
        .flatMap(project -> project(project).leftovers().stream())
        .filter(home -> home.name().equals(name))
        .toList();
  }

  /** Returns a volume's directory, whether or not it exists. */
  public VolumeHome volume(VolumeName name) {
    return new VolumeHome(volumes(), name.value(), disk);
  }

  /** Returns the volumes made for a project, sorted by name. */
  public List<VolumeRecord> volumes(ProjectName project) {
    return disk.names(volumes()).stream()
        .flatMap(name -> volume(new VolumeName(name)).volume().stream())
        .filter(volume -> volume.project().equals(project))
        .toList();
  }

  private Path volumes() {
    return state.resolve("volumes");
  }

  /** {@code STATE/projects/PROJECT/containers/NAME}. */
  private ProjectName projectOf(Path home) {
    return new ProjectName(state.resolve("projects").relativize(home).getName(0).toString());
  }
}
