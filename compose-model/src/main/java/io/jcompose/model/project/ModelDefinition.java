package io.jcompose.model.project;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An entry of the top-level {@code models:}: an AI model that services talk to.
 *
 * @param name {@code name:}; empty means its key
 * @param model {@code model:}, the artifact's name
 * @param contextSize {@code context_size:}, tokens
 * @param runtimeFlags {@code runtime_flags:}: what the inference engine is told
 */
public record ModelDefinition(
    Optional<String> name,
    Optional<String> model,
    OptionalInt contextSize,
    List<String> runtimeFlags,
    Extensions extensions) {
  public ModelDefinition {
    runtimeFlags = List.copyOf(runtimeFlags);
  }
}
