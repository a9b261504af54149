package io.jcompose.runtime.image.registry;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Optional;

/**
 * Why TLS did not come about, in a user's words.
 *
 * @param hint what to do
 */
record TlsProblem(String why, String hint) {
  /** Returns what is wrong, as far as the JDK says. */
  static TlsProblem of(Throwable failure, String authority) {
    String folder = "/etc/containers/certs.d/" + authority;
    if (cause(failure, CertificateExpiredException.class).isPresent()) {
      return new TlsProblem(
          "its certificate has expired", "have the registry's certificate renewed");
    }
    if (cause(failure, CertificateNotYetValidException.class).isPresent()) {
      return new TlsProblem(
          "its certificate is not valid yet", "check the clock of this host and of the registry");
    }
    String said = messages(failure);
    if (cause(failure, CertPathBuilderException.class).isPresent()
        || said.contains("trustanchors")) {
      return new TlsProblem(
          "its certificate is signed by nobody who is trusted here",
          "put the certificate of whoever signed it into " + folder + "/ca.crt");
    }
    if (said.contains("no subject alternative") || said.contains("no name matching")) {
      return new TlsProblem(
          "its certificate is for another name",
          "call the registry by a name that its certificate holds, or have one made for "
              + authority);
    }
    if (said.contains("certificate_required") || said.contains("bad_certificate")) {
      return new TlsProblem(
          "it wants a certificate of ours, and got none that it takes",
          "put the certificate and its key into " + folder + " as client.cert and client.key");
    }
    return new TlsProblem(
        "TLS does not come about: " + ForeignText.shown(String.valueOf(failure.getMessage())),
        "check that a registry listens there and speaks TLS 1.2 or 1.3; for one that speaks plain"
            + " HTTP see "
            + "'insecure' in docs/images.md");
  }

  private static <T> Optional<T> cause(Throwable failure, Class<T> kind) {
    Throwable current = failure;
    while (current != null) {
      if (kind.isInstance(current)) {
        return Optional.of(kind.cast(current));
      }
      current = current.getCause();
    }
    return Optional.empty();
  }

  private static String messages(Throwable failure) {
    StringBuilder said = new StringBuilder();
    Throwable current = failure;
    while (current != null) {
      said.append(current.getMessage()).append('\n');
      current = current.getCause();
    }
    return said.toString().toLowerCase(Locale.ROOT);
  }
}
