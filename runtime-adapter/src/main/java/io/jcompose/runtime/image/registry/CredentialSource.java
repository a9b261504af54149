package io.jcompose.runtime.image.registry;

import java.util.Optional;

/** Knows the credentials of this user. */
@FunctionalInterface
public interface CredentialSource {
  /** Nobody is known. */
  CredentialSource NONE = repository -> Optional.empty();

  /**
   * Returns what to log in to {@code repository} with; empty to go there as a stranger.
   *
   * @throws io.jcompose.scheduler.runtime.RuntimeFailure if a file or a helper program that should
   *     know cannot be read
   */
  Optional<Credentials> find(RemoteRepository repository);
}
