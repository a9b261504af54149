package io.jcompose.scheduler.runtime;

import io.jcompose.model.instruction.ImageInstruction;
import io.jcompose.model.value.ImageReference;
import java.util.List;
import java.util.Optional;

/**
 * An image that is to be made of a container.
 *
 * @param name what it is to be called; an image that has the name loses it. Empty for none
 * @param author who made it, in any form
 * @param message why
 * @param changes to what the container says, in this order
 * @param pause whether the container rests while its files are read
 */
public record CommitSpec(
    Optional<ImageReference> name,
    Optional<String> author,
    Optional<String> message,
    List<ImageInstruction> changes,
    boolean pause) {
  public CommitSpec {
    changes = List.copyOf(changes);
  }
}
