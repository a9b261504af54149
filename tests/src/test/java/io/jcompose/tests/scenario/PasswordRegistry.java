package io.jcompose.tests.scenario;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Debian's {@code docker-registry} with TLS, on a port of this machine that the system chose. It
 * knows one user, {@code jane}, whose password is {@code pass:word}.
 */
final class PasswordRegistry implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("listening on (127\\.0\\.0\\.1:[0-9]+)");

  private final Path folder;
  private final Process process;
  private final String authority;

  /**
   * Starts it.
   *
   * @param folder where it keeps everything, its certificate included
   */
  PasswordRegistry(Path folder) {
    this.folder = folder;
    try {
      makeCertificate();
      Files.writeString(
          folder.resolve("htpasswd"),
          Shell.run("htpasswd", "-Bbn", "jane", "pass:word").succeeded());
      Path log = Files.createFile(folder.resolve("registry.log"));
      this.process =
          Shell.start(
              folder,
              Map.of(),
              List.of("docker-registry", "serve", configuration().toString()),
              Files.createFile(folder.resolve("registry.out")),
              log);
      this.authority = await().until(() -> listening(log), found -> !found.isEmpty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void makeCertificate() {
    Shell.run(
            folder,
            Map.of(),
            List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=127.0.0.1",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-keyout",
                "key.pem",
                "-out",
                "ca.crt"))
        .succeeded();
  }

  private Path configuration() throws IOException {
    return Files.writeString(
        folder.resolve("config.yml"),
        """
        version: 0.1
        log: {level: info, accesslog: {disabled: true}}
        storage: {filesystem: {rootdirectory: %1$s/storage}}
        http:
          addr: 127.0.0.1:0
          tls: {certificate: %1$s/ca.crt, key: %1$s/key.pem}
        auth: {htpasswd: {realm: here, path: %1$s/htpasswd}}
        """
            .formatted(folder));
  }

  private static String listening(Path log) throws IOException {
    Matcher line = LISTENING.matcher(Files.readString(log));
    return line.find() ? line.group(1) : "";
  }

  /** Returns its host and port. */
  String authority() {
    return authority;
  }

  /** Lets who lives in {@code home} trust its certificate. */
  void trustedIn(Path home) {
    try {
      Path trusted =
          Files.createDirectories(home.resolve(".config/containers/certs.d").resolve(authority));
      Files.copy(folder.resolve("ca.crt"), trusted.resolve("ca.crt"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
