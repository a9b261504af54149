package io.jcompose.runtime.image.registry.configuration;

import io.jcompose.runtime.image.registry.Credentials.Password;
import io.jcompose.runtime.image.registry.RemoteRepository;

/** Asks a registry whether it takes credentials, before they are kept. */
@FunctionalInterface
public interface LoginCheck {
  /** Asks nobody: all credentials are kept unchecked, and the user is told so. */
  LoginCheck NONE = (repository, password) -> false;

  /**
   * Returns whether the registry was asked, in which case it takes them.
   *
   * @param repository whom to ask; its path is empty if the login is for the registry as a whole
   * @throws io.jcompose.scheduler.runtime.RuntimeFailure if the registry refuses them, or does not
   *     answer; nothing is kept then
   */
  boolean accepts(RemoteRepository repository, Password password);
}
