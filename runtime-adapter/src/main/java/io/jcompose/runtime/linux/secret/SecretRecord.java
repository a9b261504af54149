package io.jcompose.runtime.linux.secret;

import io.jcompose.model.value.HiddenContent;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is encrypted: a secret with all that is known of it. */
record SecretRecord(
    Instant created, Instant changed, Map<String, String> labels, HiddenContent content) {
  SecretRecord {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }
}
