package io.jcompose.runtime.linux;

import io.jcompose.model.value.ContainerName;
import io.jcompose.runtime.linux.attach.TerminalOutput;
import io.jcompose.runtime.linux.process.ContainerLauncher;
import io.jcompose.runtime.linux.state.ContainerHome;
import io.jcompose.runtime.linux.state.ContainerRecord;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The terminals of running containers, as far as this process moves what is written to them. Safe
 * to use from several threads.
 */
final class ContainerTerminals implements AutoCloseable {
  private final ContainerLauncher launcher;
  private final Map<ContainerName, TerminalOutput> outputs = new ConcurrentHashMap<>();

  ContainerTerminals(ContainerLauncher launcher) {
    this.launcher = launcher;
  }

  /** Starts to move what a container writes to its terminal, if it has one and runs. */
  void collect(ContainerHome home, ContainerRecord container) {
    if (container.spec().plan().console().tty() && !outputs.containsKey(home.name())) {
      launcher
          .terminal(home.project(), home.name())
          .map(terminal -> TerminalOutput.start(home.name(), terminal, home.pipe().stdout()))
          .ifPresent(output -> outputs.put(home.name(), output));
    }
  }

  /** Moves what a container that has ended has left. */
  void finish(ContainerName container) {
    Optional.ofNullable(outputs.remove(container)).ifPresent(TerminalOutput::finish);
  }

  /** Moves no more; containers wait in their writing once their terminals are full. */
  @Override
  public void close() {
    outputs.values().forEach(TerminalOutput::close);
    outputs.clear();
  }
}
