package io.jcompose.scheduler.runtime;

import io.jcompose.model.value.SecretName;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What may be known of a stored secret.
 *
 * @param version a text that is the same for the same content, differs for another, and cannot be
 *     guessed from either without the key of the store
 * @param created when there was first one of that name
 * @param changed when its content was last given
 */
public record SecretStatus(
    SecretName name, String version, Instant created, Instant changed, Map<String, String> labels) {
  public SecretStatus {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }
}
