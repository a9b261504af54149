package io.jcompose.scheduler.fake;

import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.ProjectName;
import io.jcompose.scheduler.runtime.ContainerFiles;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.Containers;
import io.jcompose.scheduler.runtime.Images;
import io.jcompose.scheduler.runtime.Logs;
import io.jcompose.scheduler.runtime.Networks;
import io.jcompose.scheduler.runtime.Pods;
import io.jcompose.scheduler.runtime.Projects;
import io.jcompose.scheduler.runtime.RuntimeCapabilities;
import io.jcompose.scheduler.runtime.RuntimeCapabilities.Feature;
import io.jcompose.scheduler.runtime.Secrets;
import io.jcompose.scheduler.runtime.Statistics;
import io.jcompose.scheduler.runtime.Volumes;
import io.jcompose.scheduler.time.Timer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A container engine in memory. Command lines that no test has taught it {@linkplain
 * FakeProgram#serve serve}. Closing it keeps everything, as a real engine does.
 */
public final class FakeRuntime implements ContainerRuntime {
  private final Faults faults = new Faults();
  private final FakePrograms programs = new FakePrograms();
  private final FakeImages images;
  private final FakeVolumes volumes;
  private final FakeSecrets secrets;
  private final Map<Feature, String> missing = new EnumMap<>(Feature.class);
  private final FakeProjects projects;
  private final FakeNetworks networks;
  private final FakePods pods;
  private final FakeContainers containers;
  private final FakeStatistics statistics;
  private final FakeFiles files;

  /** Creates an engine with nothing in it, living in {@code timer}'s time. */
  public FakeRuntime(Timer timer) {
    this.images = new FakeImages(timer, faults);
    this.secrets = new FakeSecrets(timer);
    this.projects = new FakeProjects(timer, faults);
    this.networks = new FakeNetworks(timer, faults);
    this.pods = new FakePods(timer, faults, projects, networks);
    this.containers = new FakeContainers(timer, images, pods, programs, faults);
    this.volumes = new FakeVolumes(faults, containers::find);
    this.statistics = new FakeStatistics(containers, timer);
    this.files = new FakeFiles(containers, images);
  }

  /** Teaches it what a command line does, as a container's program and for exec. */
  public FakeRuntime program(List<String> arguments, FakeProgram program) {
    programs.put(arguments, program);
    return this;
  }

  /** Teaches it that a command line's program does not exist. */
  public FakeRuntime missingProgram(List<String> arguments) {
    programs.refuse(arguments, FakePrograms.NOT_FOUND);
    return this;
  }

  /** Teaches it that a command line's program is no program. */
  public FakeRuntime notExecutable(List<String> arguments) {
    programs.refuse(arguments, FakePrograms.NOT_EXECUTABLE);
    return this;
  }

  /** Puts an image in its store, in place of one of the same name. */
  public FakeRuntime image(String reference, String id, ImageConfig config) {
    images.put(new ImageReference(reference), id, config);
    return this;
  }

  /** Makes its registry have an image, which says nothing. */
  public FakeRuntime offer(String reference) {
    return offer(reference, "sha256:" + "0".repeat(64));
  }

  /** Makes the registry have an image of that digest. */
  public FakeRuntime offer(String reference, String digest) {
    images.offer(new ImageReference(reference), ImageConfig.EMPTY, digest);
    return this;
  }

  /** Lets somebody else hold a port of the host. */
  public FakeRuntime occupyPort(int port, String owner) {
    pods.occupy(port, owner);
    return this;
  }

  /**
   * Makes an action fail until it is {@link #mend mended}.
   *
   * @param entry as in the journal, such as {@code "remove shop-db-1"} or {@code "stop pod
   *     shop-infra"}
   */
  public FakeRuntime breakDown(String entry, String why) {
    faults.set(entry, why);
    return this;
  }

  /** Takes a feature away; {@code remedy} is what its users are told to do. */
  public FakeRuntime without(Feature feature, String remedy) {
    missing.put(feature, remedy);
    return this;
  }

  /** Lets an action work again. */
  public FakeRuntime mend(String entry) {
    faults.clear(entry);
    return this;
  }

  /**
   * Lets the machine end and begin anew: what ran does not any more, and nobody saw how it ended.
   * Whoever supervises is to be closed before.
   */
  public FakeRuntime reboot() {
    containers.reboot();
    pods.reboot();
    return this;
  }

  /** Returns what was asked of it, oldest first: action and name. */
  public List<String> journal() {
    return faults.entries();
  }

  @Override
  public RuntimeCapabilities capabilities() {
    Set<Feature> features = EnumSet.allOf(Feature.class);
    features.removeAll(missing.keySet());
    return new RuntimeCapabilities("fake", features, missing);
  }

  @Override
  public Images images() {
    return images;
  }

  @Override
  public Volumes volumes() {
    return volumes;
  }

  @Override
  public Secrets secrets() {
    return secrets;
  }

  @Override
  public Projects projects() {
    return projects;
  }

  @Override
  public Networks networks() {
    return networks;
  }

  @Override
  public Pods pods() {
    return pods;
  }

  @Override
  public Containers containers() {
    return containers;
  }

  @Override
  public Logs logs() {
    return containers::openLog;
  }

  @Override
  public ContainerFiles files() {
    return files;
  }

  @Override
  public Statistics statistics() {
    return statistics;
  }

  @Override
  public List<ContainerStatus> adopt(ProjectName project) {
    return containers.list(project);
  }

  @Override
  public void close() {}
}
