package io.jcompose.samples.forge;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;

/**
 * Tells a form of ours from one that another site made a visitor send: a browser adds a remembered
 * password to both.
 */
final class SameOrigin {
  private SameOrigin() {}

  /** Returns whether the request comes from our page, or from no page at all, as with curl. */
  static boolean holds(HttpServletRequest request) {
    Optional<String> origin = Optional.ofNullable(request.getHeader("Origin"));
    return origin.isEmpty() || isOf(origin.get(), request.getHeader("Host"));
  }

  private static boolean isOf(String origin, String host) {
    try {
      return host != null && host.equals(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
