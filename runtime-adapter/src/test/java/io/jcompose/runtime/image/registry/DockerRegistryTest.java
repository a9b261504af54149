package io.jcompose.runtime.image.registry;

import static io.jcompose.runtime.image.registry.ClientUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.Programs;
import io.jcompose.runtime.image.document.Descriptor;
import io.jcompose.runtime.image.registry.RegistryFailure.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a registry that others wrote, checked with a client that others wrote. */
class DockerRegistryTest {
  private static final String OCI = "application/vnd.oci.image.manifest.v1+json";
  private static final String CONFIGURATION = "application/vnd.oci.image.config.v1+json";
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";

  private final ClientUnderTest setting = new ClientUnderTest();
  private final byte[] tar = new byte[200 * 512];
  private final byte[] layer = compressed(tar);
  @TempDir private Path folder;

  private static byte[] compressed(byte[] tar) {
    new Random(11).nextBytes(tar);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(tar);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  private static Descriptor describe(String type, byte[] content) {
    return new Descriptor(
        Optional.of(type), Digest.of(content), content.length, Optional.empty(), Map.of());
  }

  private static String json(Descriptor descriptor) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
        .formatted(descriptor.mediaType().orElseThrow(), descriptor.digest(), descriptor.size());
  }

  private Digest push(RegistryClient client, RemoteRepository repository) {
    byte[] configuration =
        ("{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"Labels\":{\"by\":\"hand\"}},"
                + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\""
                + Digest.of(tar)
                + "\"]}}")
            .getBytes(StandardCharsets.UTF_8);
    Descriptor described = describe(CONFIGURATION, configuration);
    client.uploadBlob(
        repository, described, () -> new ByteArrayInputStream(configuration), done -> {});
    client.uploadBlob(
        repository, describe(LAYER, layer), () -> new ByteArrayInputStream(layer), done -> {});
    String manifest =
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
            .formatted(OCI, json(described), json(describe(LAYER, layer)));
    return client.uploadManifest(repository, "1", OCI, manifest.getBytes(StandardCharsets.UTF_8));
  }

  private void pullsWhatItPushes(RegistryClient client, RemoteRepository repository) {
    Digest digest = push(client, repository);

    RemoteManifest manifest = client.fetchManifest(repository, "1");
    assertThat(manifest.digest()).isEqualTo(digest);
    assertThat(manifest.mediaType()).isEqualTo(OCI);
    assertThat(client.resolve(repository, "1").map(Descriptor::digest)).contains(digest);
    assertThat(client.resolve(repository, "2")).isEmpty();
    assertThat(client.listTags(repository)).containsExactly("1");
    Path file = folder.resolve("layer");
    client.fetchBlob(repository, describe(LAYER, layer), file, done -> {});
    assertThat(file).hasBinaryContent(layer);
    RemoteRepository other =
        new RemoteRepository(repository.authority(), "other/app", repository.insecure());
    assertThat(client.hasBlob(other, Digest.of(layer))).isFalse();
    assertThat(client.mountBlob(other, Digest.of(layer), repository)).isTrue();
    assertThat(client.hasBlob(other, Digest.of(layer))).isTrue();
  }

  private static void skopeoSees(RemoteRepository repository, String... options) {
    Programs.need("skopeo", "skopeo");
    String[] command = new String[options.length + 3];
    command[0] = "skopeo";
    command[1] = "inspect";
    System.arraycopy(options, 0, command, 2, options.length);
    command[command.length - 1] = "docker://" + repository + ":1";
    assertThat(Programs.run(command)).contains("\"by\": \"hand\"");
  }

  @Test
  void imagesGoToAPlainRegistryAndComeBack() {
    try (DockerRegistry registry = new DockerRegistry(folder, "");
        RegistryClient client = setting.client()) {
      RemoteRepository repository = new RemoteRepository(registry.authority(), "team/app", true);

      pullsWhatItPushes(client, repository);
      skopeoSees(repository, "--tls-verify=false");
    }
  }

  @Test
  void aPlainRegistryIsRefusedUnlessItIsAllowed() {
    try (DockerRegistry registry = new DockerRegistry(folder, "");
        RegistryClient client = setting.client()) {
      RemoteRepository repository = new RemoteRepository(registry.authority(), "team/app", false);

      assertThat(failureOf(() -> client.fetchManifest(repository, "1")).kind())
          .isEqualTo(Kind.PLAIN_HTTP);
    }
  }

  @Test
  void whatIsNotThereIsToldInTheRegistrysWords() {
    try (DockerRegistry registry = new DockerRegistry(folder, "");
        RegistryClient client = setting.client()) {
      RemoteRepository repository = new RemoteRepository(registry.authority(), "team/app", true);

      RegistryFailure manifest = failureOf(() -> client.fetchManifest(repository, "1"));
      RegistryFailure tags = failureOf(() -> client.listTags(repository));

      assertThat(manifest.kind()).isEqualTo(Kind.NOT_FOUND);
      assertThat(manifest).hasMessageEndingWith("(MANIFEST_UNKNOWN: manifest unknown)");
      assertThat(tags.kind()).isEqualTo(Kind.NOT_FOUND);
      assertThat(tags).hasMessageContaining("(NAME_UNKNOWN: repository name not known");
    }
  }

  @Test
  void imagesGoToARegistryWithTlsAndPasswordsAndComeBack() throws IOException {
    Programs.need("htpasswd", "apache2-utils");
    Programs.need("openssl", "openssl");
    Path certificates = Files.createDirectory(folder.resolve("certificates"));
    Path certificate = certificates.resolve("ca.crt");
    Path key = folder.resolve("key.pem");
    Programs.run(
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
        key.toString(),
        "-out",
        certificate.toString());
    String password = "pass:word";
    Path passwords = folder.resolve("htpasswd");
    Files.writeString(passwords, Programs.run("htpasswd", "-Bbn", "jane", password));
    String settings =
        "  tls: {certificate: %s, key: %s}\nauth: {htpasswd: {realm: here, path: %s}}\n"
            .formatted(certificate, key, passwords);
    setting.trusting(authority -> Optional.of(trustIn(certificate)));
    try (DockerRegistry registry = new DockerRegistry(folder, settings)) {
      RemoteRepository repository = new RemoteRepository(registry.authority(), "team/app", false);
      try (RegistryClient stranger = setting.client()) {
        assertThat(failureOf(() -> stranger.fetchManifest(repository, "1")).kind())
            .isEqualTo(Kind.UNAUTHORIZED);
        stranger.checkLogin(
            registry.authority(), false, new Credentials.Password("jane", password));
      }
      try (RegistryClient client = setting.as("jane", password).client()) {
        pullsWhatItPushes(client, repository);
      }
      try (RegistryClient wrong = setting.as("jane", "wrong").client()) {
        assertThat(failureOf(() -> wrong.fetchManifest(repository, "1")))
            .hasMessageContaining("does not accept the credentials");
      }
      skopeoSees(repository, "--creds", "jane:" + password, "--cert-dir", certificates.toString());
    }
  }

  private static SSLContext trustIn(Path certificate) {
    try (InputStream in = Files.newInputStream(certificate)) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(
          "registry", CertificateFactory.getInstance("X.509").generateCertificate(in));
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
