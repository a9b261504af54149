package io.jcompose.runtime.image.registry;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Who is at the other end of a connection: what decides who may see a credential.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case
 */
record Origin(String scheme, String host, int port) {
  /** Returns the origin of a URI that is spoken here; empty for any other. */
  static Optional<Origin> of(URI uri) {
    if (uri.getScheme() == null || uri.getHost() == null) {
      return Optional.empty();
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      return Optional.empty();
    }
    int usual = scheme.equals("https") ? 443 : 80;
    int port = uri.getPort() < 0 ? usual : uri.getPort();
    return Optional.of(new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port));
  }

  boolean isTls() {
    return scheme.equals("https");
  }

  /** Returns how the host is written in names of images and of folders. */
  String authority() {
    return port == (isTls() ? 443 : 80) ? host : host + ":" + port;
  }
}
