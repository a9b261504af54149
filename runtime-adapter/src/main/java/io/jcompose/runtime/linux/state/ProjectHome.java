package io.jcompose.runtime.linux.state;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.linux.disk.Disk;
import io.jcompose.runtime.linux.disk.StateFile;
import io.jcompose.runtime.linux.tree.Trees;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One project's directories. A handle: it opens nothing until asked, and needs no closing.
 *
 * <p>What changes something must only be called by the one process that acts on the project.
 */
public final class ProjectHome {
  private static final String JSON = ".json";

  private final ProjectName project;
  private final Path state;
  private final Path run;
  private final Path names;
  private final Disk disk;
  private final StateFile<ProjectRecord> record;
  private final StateFile<HolderRecord> holder;

  ProjectHome(ProjectName project, Path state, Path run, Path names, Disk disk) {
    this.project = project;
    this.state = state;
    this.run = run;
    this.names = names;
    this.disk = disk;
    this.record = disk.file(state, "project.json", ProjectRecord.class, ProjectRecord.VERSION);
    this.holder = disk.file(state, "holder.json", HolderRecord.class, HolderRecord.VERSION);
  }

  /** Returns what the project was told to be; empty if nobody has told yet. */
  public Optional<ProjectRecord> project() {
    return record.read();
  }

  /** Records what the project is to be. */
  public void save(ProjectRecord changed) {
    disk.makeDirectory(state);
    record.write(changed);
  }

  /** Returns the pause process that was started last; empty if there is none. */
  public Optional<HolderRecord> holder() {
    return holder.read();
  }

  /** Records the pause process. */
  public void save(HolderRecord changed) {
    holder.writeLightly(changed);
  }

  /** Forgets the pause process. */
  public void forgetHolder() {
    disk.removeFile(state.resolve("holder.json"));
  }

  /** Returns the pods, sorted by name. */
  public List<PodRecord> pods() {
    return disk.names(podDirectory()).stream()
        .map(file -> new ContainerName(file.substring(0, file.length() - JSON.length())))
        .flatMap(infra -> pod(infra).stream())
        .toList();
  }

  /** Returns a pod; empty if there is none of that name. */
  public Optional<PodRecord> pod(ContainerName infra) {
    return podFile(infra).read();
  }

  /** Records a pod. */
  public void save(PodRecord changed) {
    disk.makeDirectory(podDirectory());
    podFile(changed.plan().name()).writeLightly(changed);
  }

  /** Forgets a pod; one that is forgotten already is a success. */
  public void forgetPod(ContainerName infra) {
    disk.removeFile(podDirectory().resolve(infra + JSON));
  }

  /** Returns where a pod's network namespace is pinned; not kept over a reboot. */
  public Path networkNamespace(ContainerName infra) {
    return run.resolve("netns").resolve(infra.value());
  }

  /** Returns where the pods' network namespaces are pinned; makes the directory if missing. */
  public Path networkNamespaces() {
    Path directory = run.resolve("netns");
    disk.makeDirectory(directory);
    return directory;
  }

  /** Returns the program that was started last to lead a pod out; empty if there is none. */
  public Optional<UplinkRecord> uplink(ContainerName infra) {
    return uplinkFile(infra).read();
  }

  /** Records the program that leads a pod out. */
  public void save(ContainerName infra, UplinkRecord changed) {
    disk.makeDirectory(uplinkDirectory());
    uplinkFile(infra).writeLightly(changed);
  }

  /** Forgets the program that led a pod out; none is a success. */
  public void forgetUplink(ContainerName infra) {
    disk.removeFile(uplinkDirectory().resolve(infra + JSON));
  }

  private StateFile<UplinkRecord> uplinkFile(ContainerName infra) {
    return disk.file(uplinkDirectory(), infra + JSON, UplinkRecord.class, UplinkRecord.VERSION);
  }

  private Path uplinkDirectory() {
    return state.resolve("uplinks");
  }

  private StateFile<PodRecord> podFile(ContainerName infra) {
    return disk.file(podDirectory(), infra + JSON, PodRecord.class, PodRecord.VERSION);
  }

  private Path podDirectory() {
    return state.resolve("pods");
  }

  /** Returns where the containers' named pipes are, and makes the directory if it is missing. */
  public Path pipes() {
    disk.makeDirectory(pipeDirectory());
    return pipeDirectory();
  }

  /** Returns the project's containers, sorted by name. */
  public List<ContainerHome> containers() {
    return homes().filter(this::isClaimed).toList();
  }

  /** Returns what killed processes left of containers that they were making or removing. */
  public List<ContainerHome> leftovers() {
    return homes().filter(home -> !isClaimed(home)).toList();
  }

  /** Returns the home of a container of this project, whether or not there is one. */
  public ContainerHome container(ContainerName name) {
    return home(name);
  }

  private Stream<ContainerHome> homes() {
    return disk.names(containerDirectory()).stream().map(ContainerName::new).map(this::home);
  }

  /**
   * Makes a container's home and claims its name on this host. All of it or nothing: a process that
   * is killed meanwhile leaves {@linkplain #leftovers a leftover}.
   *
   * @param fill puts into the home what the container needs, before others see it
   * @throws RuntimeFailure if the name is taken
   */
  public ContainerHome create(ContainerRecord container, Consumer<ContainerHome> fill) {
    ContainerName name = container.spec().plan().name();
    failIfTaken(name);
    ContainerHome home = home(name);
    try {
      furnish(home, container, fill);
      while (!disk.makeLink(names, name.value(), names.relativize(home.directory()))) {
        failIfTaken(name);
      }
    } catch (RuntimeException e) {
      home.remove();
      throw e;
    }
    return home;
  }

  private void furnish(
      ContainerHome home, ContainerRecord container, Consumer<ContainerHome> fill) {
    List.of(names, home.work(), home.etc(), home.log()).forEach(disk::makeDirectory);
    // the root of what the container sees has the owner and the mode of this one
    disk.makeReadableDirectory(home.upper());
    home.save(container);
    fill.accept(home);
  }

  /**
   * Puts another container into the home of one that is there. All of it or nothing: until the very
   * end the old one is as it was. What is left then is {@linkplain #stowed stowed away}: the old
   * container, or a successor that a killed process did not finish.
   *
   * @param fill puts into the home what the container needs, before others see it
   */
  public void replace(ContainerRecord container, Consumer<ContainerHome> fill) {
    ContainerHome home = home(container.spec().plan().name());
    ContainerHome successor = stowedHome(home.name());
    try {
      furnish(successor, container, fill);
      disk.exchange(successor.directory(), home.directory());
    } catch (RuntimeException e) {
      successor.remove();
      throw e;
    }
  }

  /** Returns what {@link #replace} left of a container's predecessor or successor, if anything. */
  public Optional<ContainerHome> stowed(ContainerName name) {
    ContainerHome home = stowedHome(name);
    return disk.names(home.directory()).isEmpty() ? Optional.empty() : Optional.of(home);
  }

  private ContainerHome stowedHome(ContainerName name) {
    // hidden: it is no container's, and no container's name starts with a dot
    Path directory = containerDirectory().resolve(".stowed-" + name);
    return new ContainerHome(project, name, directory, pipeDirectory(), disk);
  }

  /** Gives up a container's name: from now on it is a leftover, to be removed. */
  public void release(ContainerHome home) {
    if (isClaimed(home)) {
      disk.removeLink(link(home.name()));
    }
  }

  /**
   * Removes the project's directories with all that is in them, except what belongs to the
   * supervisor: it knows best when it has ended.
   */
  public void remove() {
    Trees.remove(state);
    for (String name : disk.names(run)) {
      if (!name.startsWith("supervisor.")) {
        Trees.remove(run.resolve(name));
      }
    }
    disk.removeIfEmpty(run);
  }

  private void failIfTaken(ContainerName name) {
    Optional<Path> owner = disk.followLink(link(name));
    if (owner.isEmpty()) {
      return;
    }
    if (disk.names(owner.get()).isEmpty()) {
      // the home is made before the link and removed after it: somebody removed it by hand
      disk.removeLink(link(name));
      return;
    }
    Path other = names.resolveSibling("projects").relativize(owner.get()).getName(0);
    throw new RuntimeFailure(
        "cannot make container '" + name + "': project '" + other + "' has one of that name",
        "choose another 'container_name', or remove the other one with 'jcompose -p "
            + other
            + " down'");
  }

  private boolean isClaimed(ContainerHome home) {
    return disk.followLink(link(home.name())).filter(home.directory()::equals).isPresent();
  }

  private Path link(ContainerName name) {
    return names.resolve(name.value());
  }

  ContainerHome home(ContainerName name) {
    Path directory = containerDirectory().resolve(name.value());
    return new ContainerHome(project, name, directory, pipeDirectory(), disk);
  }

  private Path containerDirectory() {
    return state.resolve("containers");
  }

  private Path pipeDirectory() {
    return run.resolve("pipes");
  }
}
