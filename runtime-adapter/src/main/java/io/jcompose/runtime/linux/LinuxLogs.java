package io.jcompose.runtime.linux;

import io.jcompose.model.value.ContainerName;
import io.jcompose.runtime.linux.logs.ContainerLog;
import io.jcompose.runtime.linux.state.ContainerHome;
import io.jcompose.runtime.linux.state.StateStore;
import io.jcompose.scheduler.runtime.Logs;
import java.util.OptionalInt;

/** Reads the logs of all containers; needs no supervisor. */
final class LinuxLogs implements Logs {
  private final StateStore state;

  LinuxLogs(StateStore state) {
    this.state = state;
  }

  @Override
  public LogReader open(ContainerName name, OptionalInt tail) {
    return of(state.find(name).orElseThrow(() -> LinuxContainers.unknown(name))).read(tail);
  }

  /** Returns the log of a container. */
  static ContainerLog of(ContainerHome home) {
    return new ContainerLog(home.name(), home.log(), home.pipe().stdout(), home.pipe().stderr());
  }
}
