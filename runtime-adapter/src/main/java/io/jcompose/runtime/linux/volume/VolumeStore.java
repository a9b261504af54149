package io.jcompose.runtime.linux.volume;

import io.jcompose.model.plan.VolumePlan;
import io.jcompose.model.project.Mount;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.VolumeName;
import io.jcompose.runtime.linux.state.ContainerHome;
import io.jcompose.runtime.linux.state.ContainerRecord;
import io.jcompose.runtime.linux.state.StateStore;
import io.jcompose.runtime.linux.state.VolumeHome;
import io.jcompose.runtime.linux.state.VolumeRecord;
import io.jcompose.runtime.linux.tree.Trees;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import io.jcompose.scheduler.runtime.Volumes;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The volumes of this host. */
public final class VolumeStore implements Volumes {
  private final StateStore state;
  private final Clock clock;

  /** Creates the store; nothing is read or written yet. */
  public VolumeStore(StateStore state, Clock clock) {
    this.state = state;
    this.clock = clock;
  }

  @Override
  public void create(VolumePlan plan) {
    create(plan.name(), plan.project(), false, plan.labels());
  }

  /** Makes a volume that belongs to one container. */
  public void createAnonymous(VolumeName name, ProjectName project) {
    create(name, project, true, Map.of());
  }

  private void create(
      VolumeName name, ProjectName project, boolean anonymous, Map<String, String> labels) {
    state.volume(name).create(VolumeRecord.of(name, project, anonymous, labels, clock.instant()));
  }

  @Override
  public boolean exists(VolumeName name) {
    return state.volume(name).volume().isPresent();
  }

  /** {@inheritDoc} Anonymous ones are left out: they go with their containers. */
  @Override
  public List<VolumePlan> list(ProjectName project) {
    return state.volumes(project).stream()
        .filter(volume -> !volume.anonymous())
        .map(volume -> new VolumePlan(volume.name(), volume.project(), false, volume.labels()))
        .toList();
  }

  @Override
  public void remove(VolumeName name) {
    state.volume(name).remove();
  }

  @Override
  public Map<String, MountedVolume> of(ContainerName container) {
    Map<String, MountedVolume> mounted = new TreeMap<>();
    state
        .find(container)
        .flatMap(ContainerHome::container)
        .ifPresent(record -> names(record).forEach((target, name) -> add(mounted, target, name)));
    return mounted;
  }

  private static Map<String, VolumeName> names(ContainerRecord container) {
    Map<String, VolumeName> names = new TreeMap<>();
    for (Mount mount : container.spec().mounts()) {
      if (mount instanceof Mount.Volume volume) {
        names.put(volume.target(), volume.volume());
      }
    }
    container.anonymousVolumes().forEach(own -> names.put(own.target(), own.volume()));
    return names;
  }

  private void add(Map<String, MountedVolume> mounted, String target, VolumeName name) {
    if (exists(name)) {
      mounted.put(target, new MountedVolume(name, state.volume(name).content().toString()));
    }
  }

  /**
   * Returns the directory that is mounted into containers.
   *
   * @throws RuntimeFailure if there is no such volume
   */
  public Path content(VolumeName name) {
    if (!exists(name)) {
      throw new RuntimeFailure(
          "there is no volume '" + name + "'",
          "let 'jcompose up' make it, or take 'external: true' away from it in the file");
    }
    return state.volume(name).content();
  }

  /**
   * Copies what an image has at a path into a volume that is still empty; the volume's root becomes
   * like the image's directory even if that is empty. All of it or nothing. An image that has no
   * directory there changes nothing.
   *
   * @param layers the image's directories, topmost first
   * @param path absolute, inside the image
   */
  public synchronized void fill(VolumeName name, List<Path> layers, String path) {
    Path content = content(name);
    if (!isEmpty(content)) {
      return;
    }
    VolumeHome home = state.volume(name);
    Path draft = home.draft();
    try {
      if (ImageContent.copy(layers, path, draft)) {
        home.replaceEmptyContent(draft);
      }
    } finally {
      Trees.remove(draft);
    }
  }

  private static boolean isEmpty(Path directory) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      return !entries.iterator().hasNext();
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot look into the volume at " + directory + ": " + e.getMessage(),
          "see with 'ls -ld " + directory + "' what is wrong there",
          e);
    }
  }
}
