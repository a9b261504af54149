package io.jcompose.scheduler.runtime;

import io.jcompose.model.value.HiddenContent;
import io.jcompose.model.value.SecretName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The secrets of an engine that belong to no project: {@code external: true} means one of them.
 * They go in and into containers; nothing here gives a content back.
 */
public interface Secrets {
  /**
   * Keeps a new secret. Once this returns, neither a kill nor a power failure undoes it.
   *
   * @throws RuntimeFailure if there is one of that name, which stays as it is
   */
  void create(SecretName name, HiddenContent content, Map<String, String> labels);

  /** Keeps a secret in place of the one of that name, if there is one; all of it or nothing. */
  void replace(SecretName name, HiddenContent content, Map<String, String> labels);

  /** Returns the names of all secrets, sorted. */
  List<SecretName> names();

  /**
   * Returns what may be known of a secret; empty if there is none of that name.
   *
   * @throws RuntimeFailure if it is damaged, or the key of the store is another one
   */
  Optional<SecretStatus> find(SecretName name);

  /** Removes a secret, be it damaged; returns whether there was one. */
  boolean remove(SecretName name);
}
