package io.jcompose.runtime.image.registry.configuration;

import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** One folder of {@code certs.d}, read. */
final class CertificateDirectory {
  private static final char[] NO_PASSWORD = {};

  private final Map<Path, Collection<? extends Certificate>> authorities = new LinkedHashMap<>();
  private final Map<Path, ClientCertificate> clients = new LinkedHashMap<>();

  private record ClientCertificate(PrivateKey key, Collection<? extends Certificate> chain) {}

  private CertificateDirectory() {}

  static CertificateDirectory read(Path folder) {
    CertificateDirectory read = new CertificateDirectory();
    for (Path file : files(folder)) {
      String name = file.getFileName().toString();
      if (name.endsWith(".crt")) {
        read.authorities.put(file, certificates(file));
      } else if (name.endsWith(".cert")) {
        Path key = partner(file, ".cert", ".key");
        read.clients.put(file, new ClientCertificate(PrivateKeyFile.read(key), certificates(file)));
      } else if (name.endsWith(".key")) {
        partner(file, ".key", ".cert");
      }
    }
    return read;
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  private static Path partner(Path file, String ending, String otherEnding) {
    String name = file.getFileName().toString();
    Path other =
        file.resolveSibling(name.substring(0, name.length() - ending.length()) + otherEnding);
    if (!Files.exists(other)) {
      throw new RuntimeFailure(
          "cannot use " + file + ": there is no " + other.getFileName() + " beside it",
          "put it there, or call the certificate of an authority '*.crt'");
    }
    return other;
  }

  private static Collection<? extends Certificate> certificates(Path file) {
    try {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
      if (certificates.isEmpty()) {
        throw new CertificateException("there is no certificate in it");
      }
      return certificates;
    } catch (IOException | CertificateException e) {
      throw unusable(file, e);
    }
  }

  private static RuntimeFailure unusable(Path file, Exception cause) {
    return new RuntimeFailure(
        "cannot use " + file + ": " + cause.getMessage(),
        "put certificates there in PEM, and make them readable",
        cause);
  }

  /** Returns how to speak TLS with these; empty if the folder has none. */
  Optional<SSLContext> context() {
    if (authorities.isEmpty() && clients.isEmpty()) {
      return Optional.empty();
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(), trust(trusted()).getTrustManagers(), null);
      return Optional.of(context);
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(e);
    }
  }

  /** Returns with what we are known; nothing if the folder has no certificate of ours. */
  List<KeyManager> identity() {
    try {
      return clients.isEmpty() ? List.of() : List.of(keys());
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(e);
    }
  }

  private KeyManager[] keys() throws GeneralSecurityException, IOException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(clientStore(), NO_PASSWORD);
    return keys.getKeyManagers();
  }

  private RuntimeFailure unusable(Exception e) {
    return new RuntimeFailure(
        "cannot use the certificates "
            + Stream.concat(authorities.keySet().stream(), clients.keySet().stream()).toList()
            + ": "
            + e.getMessage(),
        "see with 'openssl x509 -in FILE -text' what they are, and whether the key belongs to"
            + " its certificate",
        e);
  }

  private KeyStore clientStore() throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    for (Map.Entry<Path, ClientCertificate> client : clients.entrySet()) {
      store.setKeyEntry(
          client.getKey().toString(),
          client.getValue().key(),
          NO_PASSWORD,
          client.getValue().chain().toArray(Certificate[]::new));
    }
    return store;
  }

  /** Returns the JVM's authorities and those of the folder. */
  private KeyStore trusted() throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    List<Certificate> all = new ArrayList<>(trustedByTheJvm());
    authorities.values().forEach(all::addAll);
    for (Certificate authority : all) {
      store.setCertificateEntry("authority-" + store.size(), authority);
    }
    return store;
  }

  private static List<X509Certificate> trustedByTheJvm() throws GeneralSecurityException {
    List<X509Certificate> trusted = new ArrayList<>();
    for (TrustManager manager : trust(null).getTrustManagers()) {
      if (manager instanceof X509TrustManager usual) {
        trusted.addAll(List.of(usual.getAcceptedIssuers()));
      }
    }
    return trusted;
  }

  private static TrustManagerFactory trust(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
