package io.jcompose.runtime.linux;

import io.jcompose.model.value.ContainerName;
import io.jcompose.runtime.linux.logs.ContainerLog;
import io.jcompose.runtime.linux.logs.Rotation;
import io.jcompose.runtime.linux.state.ContainerHome;
import io.jcompose.runtime.linux.state.ContainerRecord;
import io.jcompose.runtime.linux.state.StateStore;
import io.jcompose.scheduler.runtime.Logs;

/** Reads the logs of all containers; needs no supervisor. */
final class LinuxLogs implements Logs {
  private final StateStore state;

  LinuxLogs(StateStore state) {
    this.state = state;
  }

  @Override
  public LogReader open(ContainerName name, LogSelection selection) {
    while (true) {
      ContainerHome home = state.find(name).orElseThrow(() -> LinuxContainers.unknown(name));
      String id = id(home);
      LogReader reader = of(home).read(id, selection);
      if (home.container().filter(still -> still.id().equals(id)).isPresent()) {
        return reader;
      }
      reader.close(); // removed meanwhile, and maybe made anew: whose log this is nobody knows
    }
  }

  private static String id(ContainerHome home) {
    return home.container()
        .map(ContainerRecord::id)
        .orElseThrow(() -> LinuxContainers.unknown(home.name()));
  }

  /** Returns the log of a container. */
  static ContainerLog of(ContainerHome home) {
    return new ContainerLog(home.name(), home.log(), home.pipe().stdout(), home.pipe().stderr());
  }

  /** Returns how large a container's log may grow. */
  static Rotation rotation(ContainerHome home) {
    return Rotation.DEFAULT;
  }
}
