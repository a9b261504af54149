package io.jcompose.runtime.image.registry;

import io.jcompose.runtime.image.registry.RegistryFailure.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Says why no answer came, or none to its end, and whether another try may help. */
final class ConnectionProblem {
  private ConnectionProblem() {}

  /**
   * Returns the failure.
   *
   * @param what was being done, to follow "cannot"
   * @param origin who was asked
   * @param way such as {@code " through the proxy p:3128"}; empty for the direct one
   */
  static RegistryFailure of(IOException failure, String what, Origin origin, String way) {
    String cannot = "cannot " + what + ": ";
    String whom = origin.authority() + way;
    if (has(failure, UnresolvedAddressException.class)) {
      String unknown = way.isEmpty() ? origin.host() : whom;
      return RegistryFailure.lasting(
          Kind.UNREACHABLE,
          cannot + "the host of " + unknown + " has no address",
          "check the spelling of the registry's name, and that this host can look names up",
          failure);
    }
    if (has(failure, SSLException.class)) {
      return ofTls(failure, cannot, origin, whom);
    }
    if (has(failure, HttpTimeoutException.class)) {
      return RegistryFailure.passing(
          Kind.BROKEN,
          cannot + whom + " did not answer in time",
          "check that this host reaches the registry, then run the command again",
          failure);
    }
    if (has(failure, ConnectException.class)) {
      return RegistryFailure.lasting(
          Kind.UNREACHABLE,
          cannot + "nobody answers at " + whom,
          "check the registry's name and port, and that it runs",
          failure);
    }
    return RegistryFailure.passing(
        Kind.BROKEN,
        cannot + "the connection to " + whom + " broke (" + reason(failure) + ")",
        "run the command again",
        failure);
  }

  private static RegistryFailure ofTls(
      IOException failure, String cannot, Origin origin, String whom) {
    if (says(failure, "unrecognized ssl message")) {
      return RegistryFailure.lasting(
          Kind.PLAIN_HTTP,
          cannot + whom + " speaks plain HTTP, which is not allowed for it",
          "let the registry speak TLS; or, where everybody on the way may read and change images"
              + " and passwords, allow it in /etc/containers/registries.conf: [[registry]], and"
              + " below it location = \""
              + origin.authority()
              + "\" and insecure = true",
          failure);
    }
    boolean handshake =
        has(failure, SSLHandshakeException.class) || has(failure, SSLPeerUnverifiedException.class);
    if (!handshake) {
      return RegistryFailure.passing(
          Kind.BROKEN,
          cannot + "the connection to " + whom + " broke (" + reason(failure) + ")",
          "run the command again",
          failure);
    }
    TlsProblem problem = TlsProblem.of(failure, origin.authority());
    return RegistryFailure.lasting(
        Kind.TLS, cannot + whom + " is not trusted: " + problem.why(), problem.hint(), failure);
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
    Throwable current = failure;
    while (current != null) {
      if (kind.isInstance(current)) {
        return true;
      }
      current = current.getCause();
    }
    return false;
  }

  /** The JDK has no type for it, and two wordings. */
  private static boolean says(Throwable failure, String words) {
    Throwable current = failure;
    while (current != null) {
      if (String.valueOf(current.getMessage()).toLowerCase(Locale.ROOT).contains(words)) {
        return true;
      }
      current = current.getCause();
    }
    return false;
  }

  /** Returns what the innermost cause that says anything says. */
  private static String reason(Throwable failure) {
    String said = failure.getClass().getSimpleName();
    Throwable current = failure;
    while (current != null) {
      if (current.getMessage() != null) {
        said = current.getMessage();
      }
      current = current.getCause();
    }
    return ForeignText.shown(said);
  }
}
