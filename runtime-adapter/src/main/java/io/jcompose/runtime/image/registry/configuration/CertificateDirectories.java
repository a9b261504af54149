package io.jcompose.runtime.image.registry.configuration;

import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.image.registry.TrustSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/**
 * The certificates in {@code certs.d}: authorities that are trusted for one registry beside those
 * of the JVM, and certificates by which its clients are known. Read anew by each call; may be used
 * by several threads.
 *
 * <p>Of {@code ~/.config/containers/certs.d}, {@code /etc/containers/certs.d} and {@code
 * /etc/docker/certs.d}, the first that has a folder {@code HOST[:PORT]} counts, as with podman.
 *
 * @see <a
 *     href="https://manpages.debian.org/unstable/containers-certs.d.5">containers-certs.d(5)</a>
 */
public final class CertificateDirectories implements TrustSource {
  private final List<Path> directories;

  CertificateDirectories(UserFolders folders) {
    directories =
        List.of(
            folders.configuration().resolve("containers/certs.d"),
            folders.host("etc/containers/certs.d"),
            folders.host("etc/docker/certs.d"));
  }

  /** Returns the certificates of the calling user and of the host. Reads nothing yet. */
  public static CertificateDirectories of(Host host) {
    return new CertificateDirectories(UserFolders.of(host));
  }

  /**
   * {@inheritDoc}
   *
   * @throws io.jcompose.scheduler.runtime.RuntimeFailure if a file cannot be read or used, or a
   *     certificate has no key; it names the file
   */
  @Override
  public Optional<SSLContext> context(String authority) {
    return read(authority).flatMap(CertificateDirectory::context);
  }

  /**
   * {@inheritDoc}
   *
   * @throws io.jcompose.scheduler.runtime.RuntimeFailure as {@link #context} does
   */
  @Override
  public List<KeyManager> identity(String authority) {
    return read(authority).map(CertificateDirectory::identity).orElse(List.of());
  }

  private Optional<CertificateDirectory> read(String authority) {
    return directories.stream()
        .flatMap(directory -> folders(directory, authority))
        .filter(Files::isDirectory)
        .findFirst()
        .map(CertificateDirectory::read);
  }

  private static Stream<Path> folders(Path directory, String authority) {
    return Stream.of(authority, RegistryHosts.known(authority))
        .distinct()
        .filter(name -> !name.contains("/") && !name.startsWith("."))
        .map(directory::resolve);
  }
}
