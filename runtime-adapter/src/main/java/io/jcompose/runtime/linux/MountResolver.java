package io.jcompose.runtime.linux;

import io.jcompose.model.plan.GrantedFile;
import io.jcompose.model.project.Mount;
import io.jcompose.model.value.VolumeName;
import io.jcompose.runtime.linux.rootfs.RootMount;
import io.jcompose.runtime.linux.secret.SecretStore;
import io.jcompose.runtime.linux.state.ContainerRecord;
import io.jcompose.runtime.linux.state.ContainerRecord.AnonymousVolume;
import io.jcompose.runtime.linux.volume.VolumeStore;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds, for one container, what on the host each of its mounts means. */
final class MountResolver implements Mount.Visitor<RootMount> {
  private static final Comparator<RootMount> PARENTS_FIRST =
      Comparator.comparingLong(mount -> mount.target().chars().filter(c -> c == '/').count());

  private final ContainerRecord container;
  private final VolumeStore volumes;
  private final SecretStore secrets;

  private MountResolver(ContainerRecord container, VolumeStore volumes, SecretStore secrets) {
    this.container = container;
    this.volumes = volumes;
    this.secrets = secrets;
  }

  /**
   * Returns the container's mounts, parents first.
   *
   * @param own what every container gets; what the file mounts at the same place takes precedence
   */
  static List<RootMount> resolve(
      ContainerRecord container, List<RootMount> own, VolumeStore volumes, SecretStore secrets) {
    var resolver = new MountResolver(container, volumes, secrets);
    List<Mount> wanted = container.spec().mounts();
    List<GrantedFile> files = container.spec().plan().files();
    Set<String> targets =
        Stream.concat(wanted.stream().map(Mount::target), files.stream().map(GrantedFile::target))
            .collect(Collectors.toSet());
    List<RootMount> mounts = new ArrayList<>(own);
    mounts.removeIf(mount -> targets.contains(mount.target()));
    wanted.forEach(mount -> mounts.add(mount.accept(resolver)));
    files.forEach(file -> mounts.add(resolver.granted(file)));
    mounts.sort(PARENTS_FIRST);
    return List.copyOf(mounts);
  }

  private RootMount granted(GrantedFile file) {
    if (file.content() instanceof GrantedFile.Bound bound) {
      Path source = Path.of(bound.path());
      if (!Files.exists(source)) {
        throw failure(
            file.target(),
            "the file " + source + " of " + file.kind() + " '" + file.key() + "' is gone",
            "make it again, or change it in the project and run 'jcompose up'");
      }
      return new RootMount.Bind(source, file.target(), true, Optional.empty());
    }
    if (file.content() instanceof GrantedFile.Stored stored) {
      // what it is now: a secret that was replaced meanwhile is not kept anywhere
      String name = container.spec().plan().name().value();
      return new RootMount.GivenFile(
          file.target(), stored.attributes(), secrets.content(stored.name(), name));
    }
    if (file.content() instanceof GrantedFile.Kept kept) {
      return new RootMount.GivenFile(file.target(), kept.attributes(), kept.content());
    }
    throw new IllegalStateException("a new kind of content: " + file.content().getClass());
  }

  @Override
  public RootMount bind(Mount.Bind mount) {
    Path source = Path.of(mount.source());
    if (!Files.exists(source)) {
      if (!mount.createHostPath()) {
        throw failure(
            mount.target(),
            "there is no " + source + " on the host",
            "make it, or set 'create_host_path: true' under the mount's 'bind'");
      }
      try {
        Files.createDirectories(source);
      } catch (IOException e) {
        throw new RuntimeFailure(
            cannot(mount.target()) + source + " cannot be made: " + e.getMessage(),
            "make the directory on the host, or mount another one",
            e);
      }
    }
    return new RootMount.Bind(source, mount.target(), mount.readOnly(), mount.propagation());
  }

  @Override
  public RootMount volume(Mount.Volume mount) {
    return volume(mount.volume(), mount.target(), mount.readOnly());
  }

  @Override
  public RootMount anonymousVolume(Mount.AnonymousVolume mount) {
    VolumeName volume =
        container.anonymousVolumes().stream()
            .filter(anonymous -> anonymous.target().equals(mount.target()))
            .map(AnonymousVolume::volume)
            .findFirst()
            .orElseThrow(
                () ->
                    failure(
                        mount.target(),
                        "the container's record has no volume for it",
                        "make the container anew with 'jcompose up --force-recreate'"));
    return volume(volume, mount.target(), mount.readOnly());
  }

  private RootMount volume(VolumeName volume, String target, boolean readOnly) {
    return new RootMount.Bind(volumes.content(volume), target, readOnly, Optional.empty());
  }

  @Override
  public RootMount tmpfs(Mount.Tmpfs mount) {
    return new RootMount.Tmpfs(mount.target(), mount.sizeBytes(), mount.mode(), mount.options());
  }

  @Override
  public RootMount image(Mount.Image mount) {
    throw unsupported(mount);
  }

  @Override
  public RootMount clusterVolume(Mount.ClusterVolume mount) {
    throw unsupported(mount);
  }

  @Override
  public RootMount namedPipe(Mount.NamedPipe mount) {
    throw unsupported(mount);
  }

  /** The planner refuses these kinds, so whoever meets one has a plan from elsewhere. */
  private RuntimeFailure unsupported(Mount mount) {
    return failure(
        mount.target(),
        "this runtime knows directories, volumes and memory only",
        "mount a directory or a volume there");
  }

  private RuntimeFailure failure(String target, String why, String hint) {
    return new RuntimeFailure(cannot(target) + why, hint);
  }

  private String cannot(String target) {
    return "cannot mount " + target + " into container '" + container.spec().plan().name() + "': ";
  }
}
