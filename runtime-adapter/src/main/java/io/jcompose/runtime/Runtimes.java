package io.jcompose.runtime;

import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.LinuxRuntime;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import java.util.function.Consumer;

/** Opens container runtimes. */
public final class Runtimes {
  private Runtimes() {}

  /**
   * Opens the in-process runtime: namespaces, mounts, control groups and networks made by this
   * process itself. Makes nothing on the host yet.
   *
   * @throws io.jcompose.scheduler.runtime.RuntimeFailure if this process may not make containers
   */
  public static ContainerRuntime open(Host host) {
    return open(host, warning -> {});
  }

  /**
   * Opens the in-process runtime, as {@link #open(Host)} does.
   *
   * @param warnings told, as a clause each, what is amiss without being a failure; any thread may
   *     call it
   */
  public static ContainerRuntime open(Host host, Consumer<String> warnings) {
    return LinuxRuntime.open(host, warnings);
  }
}
