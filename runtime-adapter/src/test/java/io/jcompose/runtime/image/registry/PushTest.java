package io.jcompose.runtime.image.registry;

import static io.jcompose.runtime.image.registry.ClientUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.document.Descriptor;
import io.jcompose.runtime.image.registry.RegistryFailure.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushTest {
  private static final String OCI = "application/vnd.oci.image.manifest.v1+json";

  private final FakeRegistry registry = FakeRegistry.plain();
  private final RemoteRepository repository = registry.repository("team/app");
  private final ClientUnderTest setting =
      new ClientUnderTest().with(ClientSettings.DEFAULT.withChunkBytes(400_000));
  private final RegistryClient client = setting.client();
  private final byte[] content = new byte[1_000_000];
  private final Descriptor blob = describe(content);

  private static Descriptor describe(byte[] bytes) {
    new Random(3).nextBytes(bytes);
    return new Descriptor(
        Optional.empty(), Digest.of(bytes), bytes.length, Optional.empty(), Map.of());
  }

  @AfterEach
  void close() {
    client.close();
    registry.close();
  }

  private List<Long> upload() {
    List<Long> told = new CopyOnWriteArrayList<>();
    client.uploadBlob(repository, blob, () -> new ByteArrayInputStream(content), told::add);
    return told;
  }

  private long requests(String method) {
    return registry.seen().stream().filter(seen -> seen.line().startsWith(method + " ")).count();
  }

  @Test
  void aBlobIsSentAsAWhole() {
    List<Long> told = upload();

    assertThat(registry.blob("team/app", blob.digest()).orElseThrow()).isEqualTo(content);
    assertThat(told).isSorted().endsWith(1_000_000L);
    assertThat(requests("PATCH")).isZero();
  }

  @Test
  void anEmptyBlobIsSentToo() {
    Descriptor empty =
        new Descriptor(Optional.empty(), Digest.of(new byte[0]), 0, Optional.empty(), Map.of());

    client.uploadBlob(repository, empty, InputStream::nullInputStream, done -> {});

    assertThat(registry.blob("team/app", empty.digest())).isPresent();
  }

  @Test
  void aBlobThatIsTooLargeAsAWholeIsSentInParts() {
    registry.misbehave("^PUT", 1, Fault.status(413, "X", "too large"));

    List<Long> told = upload();

    assertThat(registry.blob("team/app", blob.digest()).orElseThrow()).isEqualTo(content);
    assertThat(requests("PATCH")).isEqualTo(3);
    assertThat(told).endsWith(1_000_000L);
  }

  @Test
  void partsAreAsLargeAsTheRegistryWantsThem() {
    registry.misbehave(
        "^POST",
        1,
        (exchange, fake) -> {
          exchange.getResponseHeaders().set("OCI-Chunk-Min-Length", "600000");
          return false;
        });

    upload();

    assertThat(requests("PATCH")).isEqualTo(2);
    assertThat(registry.blob("team/app", blob.digest())).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"^POST", "^PUT"})
  void anUploadThatFailsForWhatMayPassBeginsAnew(String request) {
    registry.misbehave(request, 2, Fault.status(503, "X", "later"));

    upload();

    assertThat(registry.blob("team/app", blob.digest()).orElseThrow()).isEqualTo(content);
    assertThat(setting.pauses).hasSize(2);
  }

  @Test
  void anUploadWhoseTokenRunsOutBetweenTwoPartsBeginsAnew() {
    registry.demandToken();
    registry.misbehave("^PUT", 1, Fault.status(413, "X", "too large"));
    registry.misbehave(
        "^PATCH",
        1,
        (exchange, fake) -> {
          fake.forgetTokens();
          return false;
        });

    upload();

    assertThat(registry.blob("team/app", blob.digest()).orElseThrow()).isEqualTo(content);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void contentThatCannotBeReadIsNotTheRegistrysFault(boolean atOnce) {
    RegistryFailure failure =
        failureOf(
            () ->
                client.uploadBlob(
                    repository,
                    blob,
                    () -> {
                      if (atOnce) {
                        throw new IOException("no such file");
                      }
                      return new ByteArrayInputStream(new byte[10]);
                    },
                    done -> {}));

    assertThat(failure.kind()).isEqualTo(Kind.LOCAL);
    assertThat(failure)
        .hasMessageContaining(
            "what is to be sent cannot be read: "
                + (atOnce ? "no such file" : "it ended after 10 of 1000000 bytes"));
  }

  @Test
  void contentThatChangedMeanwhileIsRefused() {
    content[5] ^= 1;

    assertThat(failureOf(this::upload))
        .hasMessageContaining("(DIGEST_INVALID: provided digest did not match uploaded content)");
  }

  @Test
  void aBlobOfAnotherRepositoryNeedNotBeSent() {
    registry.put("base/os", content);
    RemoteRepository base = registry.repository("base/os");

    assertThat(client.mountBlob(repository, blob.digest(), base)).isTrue();
    assertThat(registry.blob("team/app", blob.digest())).isPresent();
  }

  @Test
  void aBlobThatCannotBeTakenOverLeavesNoUploadBehind() {
    RemoteRepository base = registry.repository("base/os");

    assertThat(client.mountBlob(repository, blob.digest(), base)).isFalse();
    assertThat(registry.openUploads()).isZero();
    assertThat(
            client.mountBlob(
                repository, blob.digest(), new RemoteRepository("elsewhere", "base/os", true)))
        .isFalse();
  }

  @Test
  void aRegistryThatBreaksDownOverItHasNotTakenItOver() {
    registry.put("base/os", content);
    registry.misbehave("mount=", 100, Fault.status(500, "UNKNOWN", "out of order"));

    assertThat(client.mountBlob(repository, blob.digest(), registry.repository("base/os")))
        .isFalse();
  }

  @Test
  void takingOverAsksForTheRightToReadTheOtherRepository() {
    registry.demandToken();

    client.mountBlob(repository, blob.digest(), registry.repository("base/os"));

    assertThat(registry.seen())
        .anyMatch(
            seen ->
                seen.line()
                    .endsWith(
                        "scope=repository%3Ateam%2Fapp%3Apull%2Cpush"
                            + "&scope=repository%3Abase%2Fos%3Apull"));
  }

  @Test
  void aBlobIsThereOrNot() {
    assertThat(client.hasBlob(repository, blob.digest())).isFalse();
    upload();
    assertThat(client.hasBlob(repository, blob.digest())).isTrue();
  }

  @Test
  void aManifestIsKeptUnderItsTag() {
    byte[] manifest = "{\"schemaVersion\": 2}".getBytes(StandardCharsets.UTF_8);

    Digest digest = client.uploadManifest(repository, "1", OCI, manifest);

    assertThat(registry.manifest("team/app", "1")).contains("{\"schemaVersion\": 2}");
    assertThat(digest).isEqualTo(Digest.of(manifest));
    assertThat(client.fetchManifest(repository, digest.toString()).mediaType()).isEqualTo(OCI);
  }

  @Test
  void aPushThatIsNotAllowedIsToldInTheRegistrysWords() {
    registry.misbehave("^POST", 9, Fault.status(403, "DENIED", "read-only for you"));

    RegistryFailure failure = failureOf(this::upload);

    assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN);
    assertThat(failure)
        .hasMessage(
            "cannot push %s to %s: %s does not allow it (DENIED: read-only for you)",
            blob.digest(), repository, registry.authority());
  }
}
