package io.jcompose.runtime.linux;

import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.host.Host;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.Containers;
import io.jcompose.scheduler.runtime.Images;
import io.jcompose.scheduler.runtime.Logs;
import io.jcompose.scheduler.runtime.Pods;
import io.jcompose.scheduler.runtime.RuntimeCapabilities;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import io.jcompose.scheduler.runtime.Volumes;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;

/** The runtime that makes containers by itself: no daemon, no other program. */
public final class LinuxRuntime implements ContainerRuntime {
  private final Host host;

  private LinuxRuntime(Host host) {
    this.host = host;
  }

  /**
   * Opens the runtime on {@code host}. Makes nothing on it yet.
   *
   * @throws RuntimeFailure if this process may not make containers
   */
  public static LinuxRuntime open(Host host) {
    if (effectiveUser(host) != 0) {
      throw new RuntimeFailure(
          "cannot make containers as an ordinary user: this version needs root",
          "run the command with 'sudo', or as root");
    }
    return new LinuxRuntime(host);
  }

  private static int effectiveUser(Host host) {
    try {
      return (int) Files.getAttribute(host.proc().resolve("self"), "unix:uid");
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot tell who runs this process: no process file system at " + host.proc(),
          "mount it with 'mount -t proc proc " + host.proc() + "'",
          e);
    }
  }

  @Override
  public RuntimeCapabilities capabilities() {
    return new RuntimeCapabilities("in-process", Set.of(RuntimeCapabilities.Feature.values()));
  }

  @Override
  public Images images() {
    throw notYet("images");
  }

  @Override
  public Volumes volumes() {
    throw notYet("volumes");
  }

  @Override
  public Pods pods() {
    throw notYet("pods");
  }

  @Override
  public Containers containers() {
    throw notYet("containers");
  }

  @Override
  public Logs logs() {
    throw notYet("logs");
  }

  @Override
  public List<ContainerStatus> adopt(ProjectName project) {
    throw notYet("adopt");
  }

  @Override
  public void close() {}

  private RuntimeException notYet(String what) {
    return new IllegalStateException(what + " of " + host.state() + " is being written");
  }
}
