package io.jcompose.runtime.image.registry;

import static io.jcompose.runtime.image.registry.ClientUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.runtime.image.document.Descriptor;
import io.jcompose.runtime.image.registry.RegistryFailure.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransportTest {
  private static final String OCI = "application/vnd.oci.image.manifest.v1+json";
  private static final TestCertificates GOOD =
      new TestCertificates("ip:127.0.0.1,dns:registry.test", "-1d", 30);

  private final FakeRegistry plain = FakeRegistry.plain();
  private final FakeRegistry tls = FakeRegistry.tls(GOOD.server());
  private final ClientUnderTest setting = new ClientUnderTest();
  @TempDir private Path folder;
  private RegistryClient client = trusting(GOOD.client());

  private RegistryClient trusting(SSLContext context) {
    return setting.trusting(authority -> Optional.of(context)).client();
  }

  @AfterEach
  void close() {
    client.close();
    plain.close();
    tls.close();
  }

  @Test
  void aRegistryWhoseSignerIsTrustedIsSpokenToWithTls() {
    tls.tag("app", "1", OCI, "{}");

    assertThat(client.fetchManifest(tls.repository("app"), "1").mediaType()).isEqualTo(OCI);
  }

  @Test
  void aCertificateOfASignerWhoIsNotTrustedIsRefusedWithTheRemedy() {
    client = new ClientUnderTest().client();

    RegistryFailure failure = failureOf(() -> client.fetchManifest(tls.repository("app"), "1"));

    assertThat(failure.kind()).isEqualTo(Kind.TLS);
    assertThat(failure)
        .hasMessage(
            "cannot fetch the manifest of %1$s/app:1: %1$s is not trusted: its certificate is"
                + " signed by nobody who is trusted here",
            tls.authority());
    assertThat(failure.hint())
        .endsWith("into /etc/containers/certs.d/" + tls.authority() + "/ca.crt");
  }

  @ParameterizedTest
  @CsvSource({
    "dns:elsewhere.test,-1d,30,its certificate is for another name",
    "ip:127.0.0.1,-9d,2,its certificate has expired",
    "ip:127.0.0.1,+9d,3,its certificate is not valid yet",
  })
  void aCertificateThatDoesNotFitIsRefusedWithWhatIsWrong(
      String name, String start, int days, String why) {
    TestCertificates bad = new TestCertificates(name, start, days);
    try (FakeRegistry registry = FakeRegistry.tls(bad.server())) {
      client = trusting(bad.client());

      RegistryFailure failure =
          failureOf(() -> client.fetchManifest(registry.repository("app"), "1"));

      assertThat(failure.kind()).isEqualTo(Kind.TLS);
      assertThat(failure).hasMessageEndingWith(why);
      assertThat(setting.pauses).isEmpty();
    }
  }

  @Test
  void anInsecureRegistryIsSpokenToWithTlsWhoeverSignedAndForWhomever() {
    TestCertificates bad = new TestCertificates("dns:nobody.test", "-9d", 1);
    try (FakeRegistry registry = FakeRegistry.tls(bad.server())) {
      registry.tag("app", "1", OCI, "{}");
      RemoteRepository insecure = new RemoteRepository(registry.authority(), "app", true);

      assertThat(client.fetchManifest(insecure, "1").mediaType()).isEqualTo(OCI);
    }
  }

  @Test
  void aRegistryThatAnswersHttpToHttpsIsRefusedWithHowToAllowIt() {
    RemoteRepository secure = new RemoteRepository(plain.authority(), "app", false);

    RegistryFailure failure = failureOf(() -> client.fetchManifest(secure, "1"));

    assertThat(failure.kind()).isEqualTo(Kind.PLAIN_HTTP);
    assertThat(failure).hasMessageContaining("speaks plain HTTP, which is not allowed");
    assertThat(failure.hint())
        .contains("registries.conf", "[[registry]]", "insecure = true")
        .contains("location = \"" + plain.authority() + "\"");
  }

  @Test
  void nobodyListeningIsToldAtOnce() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    RemoteRepository nobody = new RemoteRepository("127.0.0.1:" + port, "app", false);

    RegistryFailure failure = failureOf(() -> client.fetchManifest(nobody, "1"));

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure).hasMessageEndingWith("nobody answers at 127.0.0.1:%s", port);
    assertThat(setting.pauses).isEmpty();
  }

  @Test
  void aHostWithoutAnAddressIsTold() {
    IOException unknown = new ConnectException();
    unknown.initCause(new UnresolvedAddressException());

    RegistryFailure failure =
        ConnectionProblem.of(unknown, "fetch x", new Origin("https", "no.test", 443), "");

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure).hasMessage("cannot fetch x: the host of no.test has no address");
  }

  @Test
  void aConnectionThatIsResetHalfWayIsResumed() throws IOException {
    byte[] content = new byte[3_000_000];
    new Random(5).nextBytes(content);
    Descriptor blob = plain.put("app", content);
    try (Passage passage = Passage.resetting(plain.port(), 700_000, 6)) {
      RemoteRepository repository = new RemoteRepository(passage.authority(), "app", true);

      client.fetchBlob(repository, blob, folder.resolve("blob"), done -> {});

      assertThat(folder.resolve("blob")).hasBinaryContent(content);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsFollowed(int status) {
    Descriptor blob = plain.put("app", new byte[100]);
    tls.misbehave("GET .*/blobs/", 1, Fault.location(status, "/v2/app/blobs/elsewhere?signed=x"));
    tls.misbehave("elsewhere.signed=x", 1, Fault.stream("a/b", new byte[100], 1));

    client.fetchBlob(tls.repository("app"), blob, folder.resolve("blob"), done -> {});

    assertThat(folder.resolve("blob")).hasBinaryContent(new byte[100]);
  }

  @Test
  void redirectsWithoutEndAreRefused() {
    tls.misbehave("GET", 99, Fault.location(307, "/v2/again"));

    assertThat(failureOf(() -> client.fetchManifest(tls.repository("app"), "1")))
        .hasMessageContaining("more than 5 redirects");
    assertThat(tls.seen()).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://127.0.0.1:1/x?secret=1 | to plain HTTP at 127.0.0.1:1, which is not allowed",
        "file:///etc/passwd | to what is neither https nor http",
        ":// | to no address that can be understood",
      })
  void aRedirectThatLeadsAstrayIsRefused(String location, String why) {
    tls.misbehave("GET", 99, Fault.location(307, location));

    assertThat(failureOf(() -> client.fetchManifest(tls.repository("app"), "1")))
        .hasMessageEndingWith("the registry sends us " + why);
  }

  @Test
  void aProxyIsToldItsPasswordAndTheRegistryIsNot() throws IOException {
    tls.tag("app", "1", OCI, "{}");
    try (Passage proxy = Passage.proxy(tls.port())) {
      String address = "http://me:se%3Acret@" + proxy.authority();
      client = setting.in(Map.of("https_proxy", address)).client();

      client.fetchManifest(new RemoteRepository("registry.test", "app", false), "1");

      assertThat(proxy.heads())
          .singleElement()
          .asString()
          .startsWith("CONNECT registry.test:443 ")
          .contains("Proxy-Authorization: Basic bWU6c2U6Y3JldA==");
    }
  }

  @Test
  void plainHttpGoesThroughItsProxyToo() {
    plain.tag("app", "1", OCI, "{}");
    String proxy = "http://" + plain.authority();
    client = setting.in(Map.of("HTTP_PROXY", proxy, "HTTPS_PROXY", proxy)).client();

    client.fetchManifest(new RemoteRepository("registry.test", "app", true), "1");

    assertThat(plain.seen())
        .anyMatch(seen -> seen.line().equals("GET http://registry.test/v2/app/manifests/1"));
  }

  @Test
  void aProxyThatCannotBeReachedIsNamedWithoutItsPassword() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    client = setting.in(Map.of("HTTPS_PROXY", "http://me:secret@127.0.0.1:" + port)).client();

    assertThat(
            failureOf(
                () -> client.fetchManifest(new RemoteRepository("registry.test", "a", false), "1")))
        .hasMessageContaining(
            "nobody answers at registry.test through the proxy 127.0.0.1:%s", port)
        .hasMessageNotContaining("secret");
  }
}
