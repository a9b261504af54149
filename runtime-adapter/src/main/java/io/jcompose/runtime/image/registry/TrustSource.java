package io.jcompose.runtime.image.registry;

import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/**
 * Knows whose certificates are trusted for which registry, and with which we introduce ourselves.
 */
@FunctionalInterface
public interface TrustSource {
  /** Trusts whom the JVM trusts. */
  TrustSource USUAL = authority -> Optional.empty();

  /** Returns how to speak TLS with {@code authority}; empty for the JVM's own way. */
  Optional<SSLContext> context(String authority);

  /** Returns with what {@code authority} knows us, whomever we trust there; none by default. */
  default List<KeyManager> identity(String authority) {
    return List.of();
  }
}
