package io.jcompose.runtime.image.registry;

import static io.jcompose.runtime.image.registry.ClientUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.document.Descriptor;
import io.jcompose.runtime.image.registry.RegistryFailure.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthenticationTest {
  private static final String OCI = "application/vnd.oci.image.manifest.v1+json";
  private static final String SECRET = "pass:word äé";

  private final FakeRegistry registry = FakeRegistry.plain();
  private final FakeRegistry other = FakeRegistry.plain();
  private final RemoteRepository repository = registry.repository("team/app");
  private final ClientUnderTest setting = new ClientUnderTest();
  private final List<RegistryClient> clients = new ArrayList<>();
  @TempDir private Path folder;

  @BeforeEach
  void fill() {
    registry.tag("team/app", "1", OCI, "{}");
  }

  @AfterEach
  void close() {
    clients.forEach(RegistryClient::close);
    registry.close();
    other.close();
  }

  private RegistryClient client() {
    RegistryClient client = setting.client();
    clients.add(client);
    return client;
  }

  @Test
  void nobodyIsToldWhoAsksBeforeTheyWantToKnow() {
    setting.as("jane", SECRET);

    client().fetchManifest(repository, "1");

    assertThat(registry.seen()).allMatch(request -> request.authorization().isEmpty());
  }

  @Test
  void aPasswordWithColonsAndLettersOfAllKindsIsAccepted() {
    registry.demandPassword("jane", SECRET);
    setting.as("jane", SECRET);

    assertThatCode(() -> client().fetchManifest(repository, "1")).doesNotThrowAnyException();
  }

  @Test
  void whatARegistryWantsToHearIsSaidAtOnceTheNextTime() {
    registry.demandPassword("jane", SECRET);
    RegistryClient client = setting.as("jane", SECRET).client();

    client.fetchManifest(repository, "1");
    client.fetchManifest(repository, "1");

    assertThat(registry.seen()).hasSize(3);
    client.close();
  }

  @Test
  void strangersGetATokenForPullingAndUseItAgain() {
    registry.demandToken();
    RegistryClient client = client();

    client.fetchManifest(repository, "1");
    client.fetchManifest(repository, "1");

    assertThat(registry.seen())
        .extracting(FakeRegistry.Seen::toString)
        .containsExactly(
            "GET /v2/team/app/manifests/1",
            "GET /token?service=fake&scope=repository%3Ateam%2Fapp%3Apull",
            "GET /v2/team/app/manifests/1",
            "GET /v2/team/app/manifests/1");
  }

  @Test
  void aPushAsksForTheRightToPush() {
    registry.demandToken("jane", SECRET);

    setting.as("jane", SECRET);
    client().hasBlob(repository, Digest.of(new byte[1]));

    assertThat(registry.seen().get(1))
        .hasToString(
            "GET /token?service=fake&scope=repository%3Ateam%2Fapp%3Apull%2Cpush&account=jane");
  }

  @Test
  void aTokenIsRenewedBeforeItRunsOut() {
    registry.demandToken();
    RegistryClient client = client();
    client.fetchManifest(repository, "1");

    setting.clock.forward(Duration.ofSeconds(289));
    client.fetchManifest(repository, "1");
    assertThat(tokensGiven()).isEqualTo(1);

    setting.clock.forward(Duration.ofSeconds(2));
    client.fetchManifest(repository, "1");
    assertThat(tokensGiven()).isEqualTo(2);
  }

  @Test
  void aTokenThatIsRefusedIsRenewed() {
    registry.demandToken();
    RegistryClient client = client();
    client.fetchManifest(repository, "1");

    registry.forgetTokens();

    assertThatCode(() -> client.fetchManifest(repository, "1")).doesNotThrowAnyException();
  }

  private long tokensGiven() {
    return registry.seen().stream()
        .filter(request -> request.line().startsWith("GET /token"))
        .count();
  }

  @Test
  void anIdentityTokenIsExchangedForOthers() {
    registry.demandTokenOfIdentity("long-lived");
    setting.as(new Credentials.IdentityToken("long-lived"));

    assertThatCode(() -> client().fetchManifest(repository, "1")).doesNotThrowAnyException();
    assertThat(registry.seen()).noneMatch(request -> request.line().contains("long-lived"));
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aWrongPasswordIsToldWithTheRemedyAndWithoutThePassword(boolean byToken) {
    if (byToken) {
      registry.demandToken("jane", "right");
    } else {
      registry.demandPassword("jane", "right");
    }
    setting.as("jane", SECRET);

    RegistryFailure failure = failureOf(() -> client().fetchManifest(repository, "1"));

    assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(failure)
        .hasMessageContaining(registry.authority() + " does not accept the credentials")
        .hasMessageNotContaining(SECRET);
    assertThat(failure.hint())
        .isEqualTo("log in with 'jcompose login " + registry.authority() + "' again");
    assertThat(setting.pauses).isEmpty();
  }

  @Test
  void aRegistryThatSaysCredentialsBackDoesNotGetThemShown() {
    registry.demandPassword("jane", "hidden");
    registry.misbehave(
        "manifests",
        9,
        (exchange, fake) -> {
          String shown = exchange.getRequestHeaders().getFirst("Authorization");
          if (shown != null) {
            FakeRegistry.refuse(exchange, 403, "DENIED", "hidden in " + shown);
          }
          return shown != null;
        });
    setting.as("jane", "hidden");

    assertThat(failureOf(() -> client().fetchManifest(repository, "1")))
        .hasMessageEndingWith("(DENIED: *** in Basic ***)");
  }

  @Test
  void whoIsNotLoggedInIsToldHowTo() {
    registry.demandPassword("jane", SECRET);

    RegistryFailure failure = failureOf(() -> client().fetchManifest(repository, "1"));

    assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(failure)
        .hasMessageContaining("wants to know who asks (UNAUTHORIZED: authentication required)");
    assertThat(failure.hint())
        .isEqualTo("log in with 'jcompose login " + registry.authority() + "'");
  }

  @Test
  void aLoginIsCheckedWithoutAskingForAnyImage() {
    registry.demandToken("jane", SECRET);

    client().checkLogin(registry.authority(), true, new Credentials.Password("jane", SECRET));

    assertThat(
            failureOf(
                    () ->
                        client()
                            .checkLogin(
                                registry.authority(),
                                true,
                                new Credentials.Password("jane", "wrong")))
                .kind())
        .isEqualTo(Kind.UNAUTHORIZED);
  }

  @Test
  void whereARedirectLeadsToNobodyLearnsWhoAsks() {
    registry.demandPassword("jane", SECRET);
    setting.as("jane", SECRET);
    Descriptor blob = other.put("team/app", new byte[100]);
    RegistryClient client = client();
    client.fetchManifest(repository, "1"); // after it, the registry is told at once
    registry.misbehave("GET .*/blobs/", 1, Fault.redirect(307, other.base()));

    client.fetchBlob(repository, blob, folder.resolve("blob"), done -> {});

    assertThat(registry.seen().get(registry.seen().size() - 1).authorization()).isPresent();
    assertThat(other.seen()).isNotEmpty().allMatch(request -> request.authorization().isEmpty());
  }

  @Test
  void whoAsksIsNotToldToAStrangerThatARedirectLeadsToAndThatWantsToKnow() {
    setting.as("jane", SECRET);
    Descriptor blob = other.put("team/app", new byte[100]);
    other.demandPassword("jane", SECRET);
    registry.misbehave("GET .*/blobs/", 9, Fault.redirect(302, other.base()));

    RegistryFailure failure =
        failureOf(() -> client().fetchBlob(repository, blob, folder.resolve("blob"), done -> {}));

    assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(other.seen()).allMatch(request -> request.authorization().isEmpty());
  }

  @Test
  void anIdentityTokenDoesNotFollowATokenServersRedirect() {
    registry.demandTokenOfIdentity("long-lived");
    registry.misbehave("/token", 9, Fault.redirect(307, other.base()));
    setting.as(new Credentials.IdentityToken("long-lived"));

    assertThat(failureOf(() -> client().fetchManifest(repository, "1")))
        .hasMessageContaining("status 307");
    assertThat(other.seen()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"file:///etc/passwd", "not an address", "//host/token"})
  void aTokenServerThatCannotBeSpokenToIsNamed(String realm) {
    registry.misbehave(
        "manifests",
        9,
        (exchange, fake) -> {
          exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"" + realm + "\"");
          FakeRegistry.refuse(exchange, 401, "UNAUTHORIZED", "x");
          return true;
        });

    assertThat(failureOf(() -> client().fetchManifest(repository, "1")))
        .hasMessageContaining("names a token server that is not spoken to: '" + realm + "'");
  }

  @Test
  void aTokenServerWithoutATokenIsNamed() {
    registry.demandToken();
    registry.misbehave("/token", 9, Fault.document("text/html", "<html>hello</html>"));

    assertThat(failureOf(() -> client().fetchManifest(repository, "1")))
        .hasMessageContaining("the token server " + registry.authority() + " gave no token");
  }

  @Test
  void credentialsAreLookedUpOnce() {
    registry.demandPassword("jane", SECRET);
    List<RemoteRepository> asked = new ArrayList<>();
    RegistryClient client =
        new RegistryClient(
            where -> {
              asked.add(where);
              return Optional.of(new Credentials.Password("jane", SECRET));
            },
            TrustSource.USUAL,
            ClientSettings.DEFAULT,
            new Surroundings(Map.of(), setting.clock, setting.pauses::add));
    clients.add(client);

    client.fetchManifest(repository, "1");
    client.fetchManifest(repository, "1");

    assertThat(asked).containsExactly(repository);
  }
}
