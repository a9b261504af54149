package io.jcompose.runtime.image.registry.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.Programs;
import io.jcompose.runtime.image.registry.ClientSettings;
import io.jcompose.runtime.image.registry.RegistryClient;
import io.jcompose.runtime.image.registry.RemoteRepository;
import io.jcompose.runtime.image.registry.Surroundings;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The certificates are made by openssl, and proved on a server of the JDK's. */
class CertificateDirectoriesTest {
  /** An authority, and a server's and a client's certificate of it, all of them with keys. */
  @TempDir static Path made;

  @TempDir Path root;
  private UserHome host;
  private final List<HttpsServer> servers = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  static void makeCertificates() throws IOException {
    Programs.need("openssl", "openssl");
    openssl(
        "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=authority -keyout ca.key -out ca.crt");
    Files.writeString(made.resolve("names"), "subjectAltName=IP:127.0.0.1");
    certificate("server", "-newkey rsa:2048");
    certificate("rsa", "-newkey rsa:2048");
    certificate("ec", "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1");
    certificate("ed25519", "-newkey ed25519");
    openssl("rsa -in rsa.key -traditional -out pkcs1.key");
    openssl("ec -in ec.key -out sec1.key");
    openssl("pkcs8 -topk8 -in rsa.key -passout pass:hunter2 -out encrypted.key");
  }

  private static void certificate(String name, String key) {
    openssl(
        "req %s -nodes -subj /CN=%s -keyout %s.key -out %s.csr".formatted(key, name, name, name));
    openssl(
        "x509 -req -in %s.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile names -out %s.cert"
            .formatted(name, name));
  }

  private static void openssl(String arguments) {
    Programs.run("sh", "-ec", "cd " + made + " && openssl " + arguments);
  }

  @BeforeEach
  void begin() {
    host = new UserHome(root);
  }

  @AfterEach
  void end() {
    servers.forEach(server -> server.stop(0));
  }

  private CertificateDirectories certificates() {
    return new CertificateDirectories(host.folders());
  }

  private void put(String file, String into) throws IOException {
    Path target = host.path(into);
    Files.createDirectories(target.resolveSibling(""));
    Files.copy(made.resolve(file), target);
  }

  /** Starts a server and returns its authority. */
  private String server(boolean clientsMustBeKnown) throws IOException {
    put("ca.crt", "server/certs.d/of.server/ca.crt");
    put("server.cert", "server/certs.d/of.server/server.cert");
    put("server.key", "server/certs.d/of.server/server.key");
    SSLContext context =
        CertificateDirectory.read(host.path("server/certs.d/of.server")).context().orElseThrow();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters usual = context.getDefaultSSLParameters();
            usual.setNeedClientAuth(clientsMustBeKnown);
            parameters.setSSLParameters(usual);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          boolean content = exchange.getRequestURI().getPath().contains("/blobs/");
          exchange.sendResponseHeaders(content ? 404 : 204, -1);
          exchange.close();
        });
    server.start();
    servers.add(server);
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private int get(String authority) throws IOException {
    HttpsURLConnection connection =
        (HttpsURLConnection) new URL("https://" + authority + "/v2/").openConnection();
    certificates()
        .context(authority)
        .ifPresent(context -> connection.setSSLSocketFactory(context.getSocketFactory()));
    return connection.getResponseCode();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "etc/containers/certs.d",
        "etc/docker/certs.d",
        "home/ann/.config/containers/certs.d"
      })
  void anAuthorityIsTrustedForTheRegistryItIsPutDownFor(String directory) throws IOException {
    String authority = server(false);
    assertThat(certificates().context(authority)).isEmpty();
    assertThatThrownBy(() -> get(authority)).isInstanceOf(SSLHandshakeException.class);

    put("ca.crt", directory + "/" + authority + "/ca.crt");

    assertThat(get(authority)).isEqualTo(204);
    assertThat(certificates().context("127.0.0.1")).isEmpty();
    assertThat(certificates().context("127.0.0.1:1")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"rsa, rsa", "rsa, pkcs1", "ec, ec", "ec, sec1", "ed25519, ed25519"})
  void aClientIsKnownByItsCertificate(String certificate, String key) throws IOException {
    String authority = server(true);
    String directory = "etc/containers/certs.d/" + authority + "/";
    put("ca.crt", directory + "ca.crt");
    assertThat(catchThrowable(() -> get(authority))).isInstanceOf(IOException.class);

    put(certificate + ".cert", directory + "client.cert");
    put(key + ".key", directory + "client.key");

    assertThat(get(authority)).isEqualTo(204);
  }

  @Test
  void aClientIsKnownByItsCertificateWhereTheServersDoesNotMatterToo() throws IOException {
    String authority = server(true);
    RemoteRepository repository = new RemoteRepository(authority, "app", true);
    assertThatThrownBy(() -> hasBlob(repository)).isInstanceOf(RuntimeFailure.class);

    put("rsa.cert", "etc/containers/certs.d/" + authority + "/client.cert");
    put("rsa.key", "etc/containers/certs.d/" + authority + "/client.key");

    assertThat(hasBlob(repository)).isFalse();
    assertThat(certificates().identity("127.0.0.1:1")).isEmpty();
  }

  private boolean hasBlob(RemoteRepository repository) {
    Surroundings surroundings = new Surroundings(Map.of(), Clock.systemUTC(), pause -> {});
    try (RegistryClient client =
        new RegistryClient(
            unused -> Optional.empty(), certificates(), ClientSettings.DEFAULT, surroundings)) {
      return client.hasBlob(repository, Digest.of(new byte[0]));
    }
  }

  @Test
  void theUsersFolderPrevailsOverTheHosts() throws IOException {
    String authority = server(false);
    put("ca.crt", "etc/containers/certs.d/" + authority + "/ca.crt");
    put("rsa.cert", "home/ann/.config/containers/certs.d/" + authority + "/other.crt");

    assertThatThrownBy(() -> get(authority)).isInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void theHubIsCalledByItsNameOrItsHost() throws IOException {
    put("ca.crt", "etc/containers/certs.d/docker.io/ca.crt");

    assertThat(certificates().context("registry-1.docker.io")).isPresent();
    assertThat(certificates().context("registry.example")).isEmpty();
  }

  @Test
  void anEmptyFolderChangesNothing() throws IOException {
    Files.createDirectories(host.path("etc/containers/certs.d/a.example"));

    assertThat(certificates().context("a.example")).isEmpty();
    assertThat(certificates().context("..")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ca.crt, client.cert, there is no client.key beside it",
    "rsa.key, client.key, there is no client.cert beside it",
    "rsa.key, ca.crt, cannot use"
  })
  void whatCannotBeUsedIsNamed(String file, String into, String why) throws IOException {
    put(file, "etc/containers/certs.d/a.example/" + into);

    assertThatThrownBy(() -> certificates().context("a.example"))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("certs.d/a.example/" + into)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({
    "encrypted.key, the key is encrypted",
    "rsa.cert, there is no private key in it",
    "ec.csr, there is no private key in it"
  })
  void aKeyThatCannotBeReadIsNamedWithARemedy(String file, String why) throws IOException {
    put("rsa.cert", "etc/containers/certs.d/a.example/client.cert");
    put(file, "etc/containers/certs.d/a.example/client.key");

    assertThatThrownBy(() -> certificates().context("a.example"))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("certs.d/a.example/client.key: " + why)
        .extracting(failure -> ((RuntimeFailure) failure).hint())
        .asString()
        .contains("openssl pkcs8 -topk8 -nocrypt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "RSA ", "EC ", "DSA "})
  void aDamagedKeyIsNamedAndNotQuoted(String kind) throws IOException {
    put("rsa.cert", "etc/containers/certs.d/a.example/client.cert");
    host.file(
        "etc/containers/certs.d/a.example/client.key",
        "-----BEGIN %sPRIVATE KEY-----\nMIGHunter\n-----END %sPRIVATE KEY-----\n"
            .formatted(kind, kind));

    assertThatThrownBy(() -> certificates().context("a.example"))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("client.key")
        .hasMessageNotContaining("Hunter");
  }
}
