package io.jcompose.runtime.image.registry;

import io.jcompose.runtime.image.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate of a server, and of whoever signed it, made by the JDK's own keytool. */
final class TestCertificates {
  private static final char[] PASSWORD = "for-tests".toCharArray();
  private final KeyStore store;

  /**
   * Makes them.
   *
   * @param name for whom, such as {@code ip:127.0.0.1}
   * @param start such as {@code -10d}
   * @param days how long the server's is valid
   */
  TestCertificates(String name, String start, int days) {
    try {
      Path folder = Files.createTempDirectory("certificates");
      Path file = folder.resolve("keys.p12");
      keytool(file, "authority", "-ext", "bc:c");
      keytool(
          file,
          "server",
          "-signer",
          "authority",
          "-ext",
          "san=" + name,
          "-startdate",
          start,
          "-validity",
          Integer.toString(days));
      store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        store.load(in, PASSWORD);
      }
      Files.delete(file);
      Files.delete(folder);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void keytool(Path file, String alias, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-dname", "CN=" + alias));
    command.addAll(List.of("-keystore", file.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-keyalg", "EC", "-storepass", new String(PASSWORD)));
    command.addAll(List.of(options));
    Programs.run(command.toArray(String[]::new));
  }

  /** Returns what the server introduces itself with. */
  SSLContext server() {
    try {
      KeyStore own = KeyStore.getInstance("PKCS12");
      own.load(null, null);
      own.setKeyEntry(
          "server",
          store.getKey("server", PASSWORD),
          PASSWORD,
          store.getCertificateChain("server"));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the trust in who signed the server's certificate. */
  SSLContext client() {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("authority", store.getCertificate("authority"));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
