package io.jcompose.runtime.linux.process;

import java.nio.file.Path;
import java.util.Optional;

/** Where the standard streams of a container's program lead. */
public sealed interface StandardStreams {
  /** Nowhere: nothing is to be read, and what is written is lost. */
  record Nowhere() implements StandardStreams {}

  /**
   * To named pipes on the host, which are given to the container's user and held open by the
   * program.
   *
   * @param input empty if there is nothing to be read
   */
  record Pipes(Optional<Input> input, Path output, Path error) implements StandardStreams {}

  /**
   * What a program reads.
   *
   * @param once whether it ends once nobody has the pipe open for writing; else it never ends, as
   *     the program itself has it open for writing too
   */
  record Input(Path pipe, boolean once) {}

  /** To a terminal of the container's own; {@link ContainerLauncher#terminal} is its near side. */
  record Terminal() implements StandardStreams {}
}
