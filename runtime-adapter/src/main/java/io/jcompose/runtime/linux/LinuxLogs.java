package io.jcompose.runtime.linux;

import io.jcompose.model.value.ContainerName;
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
      ContainerRecord container = home.container().orElseThrow(() -> LinuxContainers.unknown(name));
      String id = container.id();
      LogReader reader =
          ContainerOutput.log(home, container.spec().plan().console()).read(id, selection);
      if (home.container().filter(still -> still.id().equals(id)).isPresent()) {
        return reader;
      }
      reader.close(); // removed meanwhile, and maybe made anew: whose log this is nobody knows
    }
  }
}
