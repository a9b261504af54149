package io.jcompose.model.project;

import java.util.List;
import java.util.Optional;

/**
 * A command run in a container at a certain moment of its life.
 *
 * @param command empty if the file does not say, which is an error when it is to be run
 * @param user empty means the container's
 * @param workingDirectory empty means the container's
 * @param environment on top of the container's
 */
public record Hook(
    Optional<List<String>> command,
    Optional<String> user,
    boolean privileged,
    Optional<String> workingDirectory,
    Environment environment) {
  public Hook {
    command = command.map(List::copyOf);
  }
}
