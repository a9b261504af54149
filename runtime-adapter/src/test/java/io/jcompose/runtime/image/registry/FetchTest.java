package io.jcompose.runtime.image.registry;

import static io.jcompose.runtime.image.registry.ClientUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.document.Descriptor;
import io.jcompose.runtime.image.registry.RegistryFailure.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetchTest {
  private static final String OCI = "application/vnd.oci.image.manifest.v1+json";
  private static final String TEXT = "{\"schemaVersion\": 2}";

  private final FakeRegistry registry = FakeRegistry.plain();
  private final RemoteRepository repository = registry.repository("team/app");
  private final ClientUnderTest setting = new ClientUnderTest();
  private RegistryClient client = setting.client();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    client.close();
    registry.close();
  }

  private byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private Path fetch(Descriptor blob) {
    Path file = folder.resolve("blob");
    client.fetchBlob(repository, blob, file, done -> {});
    return file;
  }

  @Test
  void aManifestComesByteForByteWithItsTypeAndDigest() {
    Digest digest = registry.tag("team/app", "1", OCI, TEXT);

    RemoteManifest byTag = client.fetchManifest(repository, "1");
    RemoteManifest byDigest = client.fetchManifest(repository, digest.toString());

    assertThat(byTag.content()).asString(StandardCharsets.UTF_8).isEqualTo(TEXT);
    assertThat(byTag.mediaType()).isEqualTo(OCI);
    assertThat(byTag.isList()).isFalse();
    assertThat(List.of(byTag.digest(), byDigest.digest())).containsOnly(digest);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | {\"mediaType\": \"" + OCI + "\"} | " + OCI,
        "text/plain | {\"manifests\": []} | application/vnd.oci.image.index.v1+json",
        "application/octet-stream | {\"config\": {}, \"layers\": []} | " + OCI,
        OCI + "; charset=utf-8 | {} | " + OCI,
      })
  void aManifestThatIsCalledVaguelySaysItselfWhatItIs(String told, String text, String type) {
    registry.tag("team/app", "1", told, text);

    assertThat(client.fetchManifest(repository, "1").mediaType()).isEqualTo(type);
  }

  @Test
  void aManifestOfAnUnknownKindIsRefusedWithItsKind() {
    registry.tag(
        "team/app", "1", "application/vnd.docker.distribution.manifest.v1+prettyjws", TEXT);

    RegistryFailure failure = failureOf(() -> client.fetchManifest(repository, "1"));

    assertThat(failure.kind()).isEqualTo(Kind.UNSUPPORTED);
    assertThat(failure)
        .hasMessageContaining("media type 'application/vnd.docker.distribution.manifest.v1+pre");
    assertThat(failure.hint()).contains("push the image again");
  }

  @Test
  void aManifestThatIsNotWhatItsDigestSaysIsRefusedWithBothDigests() {
    Digest digest = registry.tag("team/app", "1", OCI, TEXT);
    registry.misbehave("GET .*/manifests/", 1, Fault.document(OCI, "{}"));

    RegistryFailure failure = failureOf(() -> client.fetchManifest(repository, digest.toString()));

    assertThat(failure.kind()).isEqualTo(Kind.DAMAGED);
    assertThat(failure)
        .hasMessageContaining(digest.toString())
        .hasMessageContaining(Digest.of("{}".getBytes(StandardCharsets.UTF_8)).toString());
  }

  @Test
  void aManifestOfAHundredMegabytesIsRefusedBeforeItHasCome() {
    registry.misbehave("GET .*/manifests/", 1, Fault.stream(OCI, new byte[1 << 20], 100));

    RegistryFailure failure = failureOf(() -> client.fetchManifest(repository, "1"));

    assertThat(failure.kind()).isEqualTo(Kind.TOO_LARGE);
    assertThat(failure).hasMessageContaining("more than 4194304 bytes");
    assertThat(registry.sent()).isLessThan(50L << 20);
  }

  @Test
  void aTagIsLookedUpWithoutFetchingIt() {
    Digest digest = registry.tag("team/app", "1", OCI, TEXT);

    assertThat(client.resolve(repository, "1"))
        .contains(
            new Descriptor(Optional.of(OCI), digest, TEXT.length(), Optional.empty(), Map.of()));
    assertThat(client.resolve(repository, "2")).isEmpty();
    assertThat(registry.seen()).allMatch(request -> request.line().startsWith("HEAD"));
  }

  @Test
  void aTagIsLookedUpByFetchingItWhereNothingElseIsKnown() {
    Digest digest = registry.tag("team/app", "1", OCI, TEXT);
    registry.misbehave("HEAD", 9, Fault.status(405, "UNSUPPORTED", "no HEAD here"));

    assertThat(client.resolve(repository, "1").map(Descriptor::digest)).contains(digest);
    assertThat(client.resolve(repository, "2")).isEmpty();
  }

  @Test
  void tagsComeFromAllPages() {
    for (String tag : List.of("c", "a", "e", "b", "d")) {
      registry.tag("team/app", tag, OCI, TEXT);
    }
    registry.pageSize(2);

    assertThat(client.listTags(repository)).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void aListOfTagsThatLeadsBackToItselfEnds() {
    registry.misbehave(
        "tags/list",
        99,
        (exchange, fake) -> {
          exchange.getResponseHeaders().set("Link", "</v2/team/app/tags/list?x>; rel=next");
          return Fault.document("application/json", "{\"tags\": [\"a\"]}").strike(exchange, fake);
        });

    assertThat(client.listTags(repository)).containsExactly("a");
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "65536", "3000000"})
  void aBlobComesIntoAFileAndItsProgressIsTold(int size) throws IOException {
    byte[] content = random(size);
    Descriptor blob = registry.put("team/app", content);
    Path file = folder.resolve("blob");
    Files.writeString(file, "something that was there before");
    List<Long> told = new CopyOnWriteArrayList<>();

    client.fetchBlob(repository, blob, file, told::add);

    assertThat(file).hasBinaryContent(content);
    assertThat(told).isSorted().allMatch(done -> done <= size);
    if (size > 0) {
      assertThat(told).endsWith((long) size);
    }
  }

  @Test
  void aDownloadThatBreaksOffGoesOnWhereItWas() {
    byte[] content = random(3_000_000);
    Descriptor blob = registry.put("team/app", content);
    registry.misbehave("GET .*/blobs/", 2, Fault.truncate(1_000_000));

    assertThat(fetch(blob)).hasBinaryContent(content);
    assertThat(setting.pauses).hasSize(2);
  }

  @Test
  void aDownloadBeginsAnewWhereTheRegistryKnowsNoRanges() {
    byte[] content = random(3_000_000);
    Descriptor blob = registry.put("team/app", content);
    registry.misbehave("GET .*/blobs/", 1, Fault.truncate(1_000_000));
    registry.misbehave("GET .*/blobs/", 1, Fault.ignoreRange());

    assertThat(fetch(blob)).hasBinaryContent(content);
  }

  @Test
  void aDownloadThatBreaksOffWithEveryTryFails() {
    Descriptor blob = registry.put("team/app", random(1000));
    registry.misbehave("GET .*/blobs/", 99, Fault.truncate(10));

    RegistryFailure failure = failureOf(() -> fetch(blob));

    assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
    assertThat(failure)
        .hasMessageStartingWith("cannot fetch " + blob.digest() + " of " + repository + ": ")
        .hasMessageContaining("broke")
        .hasMessageEndingWith("(tried 6 times)");
  }

  @Test
  void aLongDownloadMayBreakOftenerThanItIsRetried() {
    byte[] content = random(20_000_000);
    Descriptor blob = registry.put("team/app", content);
    registry.misbehave("GET .*/blobs/", 12, Fault.truncate(1_500_000));

    assertThat(fetch(blob)).hasBinaryContent(content);
  }

  @Test
  void corruptContentIsRefusedWithBothDigests() {
    byte[] content = random(1000);
    Descriptor blob = registry.put("team/app", content);
    registry.misbehave("GET .*/blobs/", 1, Fault.corrupt());
    content[0] ^= 1;
    Digest corrupt = Digest.of(content);
    content[0] ^= 1;

    RegistryFailure failure = failureOf(() -> fetch(blob));

    assertThat(failure.kind()).isEqualTo(Kind.DAMAGED);
    assertThat(failure)
        .hasMessageContaining("digest is " + corrupt + " instead of " + blob.digest());
  }

  @Test
  void moreBytesThanTheManifestSaysAreRefusedAtOnce() {
    Descriptor blob = registry.put("team/app", random(1000));
    registry.misbehave("GET .*/blobs/", 1, Fault.stream("a/b", new byte[1 << 20], 100));

    RegistryFailure failure = failureOf(() -> fetch(blob));

    assertThat(failure.kind()).isEqualTo(Kind.DAMAGED);
    assertThat(failure).hasMessageContaining("has more bytes where the manifest says 1000");
    assertThat(registry.sent()).isLessThan(50L << 20);
  }

  @Test
  void aBlobOfAnotherSizeIsRefusedBeforeItIsRead() {
    Descriptor blob = registry.put("team/app", random(1000));
    Descriptor larger =
        new Descriptor(Optional.empty(), blob.digest(), 1001, Optional.empty(), Map.of());

    assertThat(failureOf(() -> fetch(larger)))
        .hasMessageContaining("has 1000 bytes where the manifest says 1001");
  }

  @ParameterizedTest
  @CsvSource({
    "400,NAME_INVALID,UNEXPECTED,answered with status 400",
    "401,UNAUTHORIZED,UNAUTHORIZED,wants to know who asks",
    "403,DENIED,FORBIDDEN,does not allow it",
    "404,MANIFEST_UNKNOWN,NOT_FOUND,does not have it",
    "418,TEAPOT,UNEXPECTED,answered with status 418",
  })
  void whatAnotherTryWouldNotChangeIsToldAtOnce(int status, String code, Kind kind, String words) {
    registry.misbehave("GET .*/manifests/", 1, Fault.status(status, code, "its own words"));

    RegistryFailure failure = failureOf(() -> client.fetchManifest(repository, "1"));

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure)
        .hasMessage(
            "cannot fetch the manifest of %s:1: %s %s (%s: its own words)",
            repository, registry.authority(), words, code);
    assertThat(setting.pauses).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"408", "429", "500", "502", "503", "504"})
  void whatMayPassIsTriedAgainAfterPausesThatGrow(int status) {
    Digest digest = registry.tag("team/app", "1", OCI, TEXT);
    registry.misbehave("GET .*/manifests/", 3, Fault.status(status, "X", "later"));

    assertThat(client.fetchManifest(repository, "1").digest()).isEqualTo(digest);
    assertThat(setting.pauses)
        .containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @CsvSource({"429,BUSY,asks to come back later", "503,FAULT,has a fault of its own: status 503"})
  void whatDoesNotPassIsToldWithTheNumberOfTries(int status, Kind kind, String words) {
    registry.misbehave("GET .*/manifests/", 99, Fault.status(status, "X", "later"));

    RegistryFailure failure = failureOf(() -> client.fetchManifest(repository, "1"));

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure).hasMessageContaining(words).hasMessageEndingWith("(tried 6 times)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"7|7", "Sat, 28 Nov 2026 01:00:09 GMT|9", "Sat, 28 Nov 2026 00:59:00 GMT|0"})
  void theRegistrySaysHowLongToWait(String retryAfter, int seconds) {
    registry.tag("team/app", "1", OCI, TEXT);
    registry.misbehave("GET .*/manifests/", 1, Fault.busy(retryAfter));

    client.fetchManifest(repository, "1");

    assertThat(setting.pauses).containsExactly(Duration.ofSeconds(seconds));
  }

  @Test
  void aRegistryThatAsksForAnHourHasFailed() {
    registry.misbehave("GET .*/manifests/", 1, Fault.busy("3600"));

    assertThat(failureOf(() -> client.fetchManifest(repository, "1")).kind()).isEqualTo(Kind.BUSY);
    assertThat(setting.pauses).isEmpty();
  }

  @Test
  void wordsOfARegistryAreShownWithoutWhatWouldUpsetATerminalAndNotAtLength() {
    registry.misbehave(
        "GET .*/manifests/",
        1,
        Fault.status(404, "X", "\\u001b[31mred\\r\\n\\u202eback" + "!".repeat(5000)));

    assertThat(failureOf(() -> client.fetchManifest(repository, "1")).getMessage())
        .contains("(X: [31mred back!!!")
        .hasSizeLessThan(500)
        .doesNotContain("\u001b", "\n", "\r", "\u202e");
  }

  @Test
  void aRegistryThatSaysNothingIsGivenUp() {
    CountDownLatch end = new CountDownLatch(1);
    client =
        setting
            .with(ClientSettings.DEFAULT.withRetries(1).withIdleTimeout(Duration.ofMillis(200)))
            .client();
    registry.misbehave("manifests", 9, Fault.silence(new CountDownLatch(1), end));

    RegistryFailure failure = failureOf(() -> client.fetchManifest(repository, "1"));
    end.countDown();

    assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
    assertThat(failure).hasMessageContaining("did not answer in time (tried 2 times)");
  }

  @Test
  void anAnswerThatStopsHalfWayIsGivenUp() {
    CountDownLatch end = new CountDownLatch(1);
    client =
        setting
            .with(ClientSettings.DEFAULT.withRetries(0).withIdleTimeout(Duration.ofMillis(200)))
            .client();
    Descriptor blob = registry.put("team/app", random(1000));
    registry.misbehave("blobs", 9, Fault.stall(new CountDownLatch(1), end));

    RegistryFailure failure = failureOf(() -> fetch(blob));
    end.countDown();

    assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
    assertThat(failure).hasMessageContaining("broke off after 10 of 1000 bytes: nothing came for");
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void anInterruptedThreadBreaksOff(boolean withinTheAnswer) throws InterruptedException {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Descriptor blob = registry.put("team/app", random(1000));
    registry.misbehave(
        "blobs", 9, withinTheAnswer ? Fault.stall(reached, end) : Fault.silence(reached, end));
    AtomicReference<String> ended = new AtomicReference<>("");
    Thread thread =
        new Thread(
            () -> {
              RegistryFailure failure = failureOf(() -> fetch(blob));
              ended.set(failure.kind() + " " + Thread.currentThread().isInterrupted());
            });
    thread.start();
    reached.await();
    thread.interrupt();
    thread.join();
    end.countDown();

    assertThat(ended).hasValue("INTERRUPTED true");
  }

  @Test
  void aFileThatCannotBeWrittenIsNotTheRegistrysFault() {
    Descriptor blob = registry.put("team/app", random(10));

    RegistryFailure failure =
        failureOf(() -> client.fetchBlob(repository, blob, folder.resolve("no/file"), n -> {}));

    assertThat(failure.kind()).isEqualTo(Kind.LOCAL);
    assertThat(failure).hasMessageContaining("cannot write " + folder.resolve("no/file"));
  }
}
