package io.jcompose.runtime.image.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.image.Archives;
import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.ImageLimits;
import io.jcompose.runtime.image.TarBytes;
import io.jcompose.runtime.image.registry.FakeRegistry;
import io.jcompose.runtime.image.registry.Fault;
import io.jcompose.runtime.image.store.RegistryImages.Layer;
import io.jcompose.scheduler.runtime.Images.Image;
import io.jcompose.scheduler.runtime.Privileged;
import io.jcompose.scheduler.runtime.Progress;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images go from a registry into the store and from there to a registry, whole or not at all. */
@Privileged
class RegistryPullTest {
  private static final String PATH = "team/app";
  private static final String PASSWORD = "correct-horse";
  private static final int MIB = 1024 * 1024;
  private static final Layer BASE =
      Layer.gzip(new TarBytes().directory("etc/").file("etc/motd", "base\n").bytes());
  private static final Layer MIDDLE =
      Layer.zstd(new TarBytes().file("etc/issue", "middle\n").bytes());
  private static final Layer TOP = Layer.plain(new TarBytes().file("etc/motd", "top\n").bytes());

  @TempDir private Path scratch;
  private final FakeRegistry registry = FakeRegistry.plain();
  private final RegistryImages images = new RegistryImages(registry, PATH);
  private StoreOnDisk disk;
  private ImageStore store;

  @BeforeEach
  void open() {
    registry.demandPassword("ann", PASSWORD);
    disk = onDisk("one");
    store = disk.open();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private StoreOnDisk onDisk(String name) {
    StoreOnDisk made = new StoreOnDisk(scratch.resolve(name));
    made.login(registry.authority(), "ann", PASSWORD);
    return made;
  }

  private ImageReference reference(String rest) {
    return new ImageReference(registry.authority() + "/" + PATH + rest);
  }

  private Image pull(String rest) {
    return store.pull(reference(rest), Optional.empty(), Progress.SILENT);
  }

  private Optional<Image> find(String rest) {
    return store.find(reference(rest));
  }

  private long requests(String start) {
    return registry.seen().stream().filter(request -> request.line().startsWith(start)).count();
  }

  private long blobsFetched() {
    return requests("GET /v2/" + PATH + "/blobs/");
  }

  private Path fileOf(Image image, int layer, String name) {
    return store.layers(image.id()).get(layer).resolve(name);
  }

  @Test
  void anImageArrivesAsItWasPushedHoweverItsLayersAreCompressed() throws IOException {
    Digest manifest = images.image("1", BASE, MIDDLE, TOP);
    Instant before = Instant.now();

    Image pulled = pull(":1");

    assertThat(pulled.id()).isEqualTo(RegistryImages.id(BASE, MIDDLE, TOP));
    assertThat(pulled.manifest()).contains(manifest.toString());
    assertThat(pulled.names()).containsExactly(reference(":1"));
    assertThat(pulled.config().command()).containsExactly("sh");
    assertThat(pulled.pulled())
        .hasValueSatisfying(at -> assertThat(at).isBetween(before, Instant.now()));
    assertThat(fileOf(pulled, 0, "etc/motd")).hasContent("top");
    assertThat(fileOf(pulled, 1, "etc/issue")).hasContent("middle");
    assertThat(fileOf(pulled, 2, "etc/motd")).hasContent("base");
    assertThat(find(":1")).contains(pulled);
    disk.assertSound();
  }

  @Test
  void whatIsHereIsNotFetchedAgain() throws IOException {
    images.image("1", BASE, MIDDLE);
    images.image("2", BASE, TOP);
    pull(":1");
    long first = blobsFetched();

    pull(":1");

    assertThat(blobsFetched() - first).as("its configuration at most").isLessThanOrEqualTo(1);
    assertThat(requests("GET /v2/" + PATH + "/blobs/" + BASE.digest())).isEqualTo(1);
    pull(":2");
    assertThat(requests("GET /v2/" + PATH + "/blobs/" + BASE.digest())).isEqualTo(1);
    assertThat(disk.names("layers")).hasSize(3);
    disk.assertSound();
  }

  @Test
  void aLayerThatOccursTwiceIsFetchedOnce() throws IOException {
    images.image("1", BASE, TOP, BASE);

    Image pulled = pull(":1");

    assertThat(requests("GET /v2/" + PATH + "/blobs/" + BASE.digest())).isEqualTo(1);
    assertThat(store.layers(pulled.id())).hasSize(2);
    assertThat(fileOf(pulled, 0, "etc/motd")).hasContent("base");
    disk.assertSound();
  }

  @Test
  void aLayerKeptInTwoWaysIsOneLayer() throws IOException {
    images.image("1", BASE, Layer.zstd(BASE.tar()));

    assertThat(store.layers(pull(":1").id())).hasSize(1);

    disk.assertSound();
  }

  @Test
  void ofAListTheImageOfTheWantedPlatformIsTaken() throws IOException {
    images.list(
        "1", List.of(images.image("a", BASE), images.image("b", TOP)), List.of("amd64", "arm64"));

    Image here = pull(":1");
    Image elsewhere = store.pull(reference(":1"), Optional.of("linux/arm64"), Progress.SILENT);

    assertThat(here.id()).isEqualTo(RegistryImages.id(BASE));
    assertThat(elsewhere.id()).isEqualTo(RegistryImages.id(TOP));
    assertThat(find(":1")).contains(elsewhere);
    assertThat(
            failure(() -> store.pull(reference(":1"), Optional.of("linux/s390x"), Progress.SILENT)))
        .hasMessageContaining("is not for linux/s390x but for linux/amd64, linux/arm64");
    disk.assertSound();
  }

  @Test
  void anImageIsPulledAndFoundByTheDigestOfItsManifestOrOfItsList() {
    Digest manifest = images.image("1", BASE);
    Digest list = images.list("2", List.of(manifest), List.of("amd64"));

    Image byManifest = pull("@" + manifest);

    assertThat(find("@" + manifest)).contains(byManifest);
    assertThat(byManifest.id()).isEqualTo(RegistryImages.id(BASE));
    assertThat(pull("@" + list).id()).isEqualTo(byManifest.id());
    assertThat(find("@" + list)).map(Image::id).contains(byManifest.id());
    assertThat(find("@" + manifest)).map(Image::id).contains(byManifest.id());
    assertThat(find("@" + Digest.of(new byte[1]))).isEmpty();
  }

  @Test
  void aTagThatWasMovedTakesTheNameAlong() {
    images.image("1", BASE);
    Image old = pull(":1");
    images.image("1", TOP);

    Image moved = pull(":1");

    assertThat(moved.id()).isEqualTo(RegistryImages.id(TOP));
    assertThat(find(":1")).contains(moved);
    assertThat(store.list())
        .filteredOn(image -> image.id().equals(old.id()))
        .extracting(Image::names)
        .containsExactly(List.of());
  }

  @Test
  void aShortNameIsFoundByItselfAndByWhereItCameFrom() {
    disk.configure("unqualified-search-registries = [\"%s\"]".formatted(registry.authority()));
    images.image("1", BASE);
    ImageReference shortName = new ImageReference(PATH + ":1");

    Image pulled = store.pull(shortName, Optional.empty(), Progress.SILENT);

    assertThat(store.find(shortName)).contains(pulled);
    assertThat(find(":1")).contains(pulled);
  }

  @Test
  void aMirrorThatFailsIsPassedOver() throws IOException {
    try (FakeRegistry mirror = FakeRegistry.plain()) {
      mirror.misbehave("", Integer.MAX_VALUE, Fault.status(500, "UNKNOWN", "out of order"));
      disk.configure(
          """
          [[registry]]
          location = "%s"
          insecure = true
          [[registry.mirror]]
          location = "%s"
          insecure = true
          """
              .formatted(registry.authority(), mirror.authority()));
      images.image("1", BASE);

      assertThat(pull(":1").names()).containsExactly(reference(":1"));
    }
    disk.assertSound();
  }

  @Test
  void whatIsPushedIsPulledByAnotherStoreAsTheSameImage() throws IOException {
    images.image("1", BASE, MIDDLE, TOP, MIDDLE);
    Image image = pull(":1");
    ImageReference copy = new ImageReference(registry.authority() + "/copy/app:2");
    store.tag(reference(":1"), copy);

    String digest = store.push(copy, Progress.SILENT);
    long uploads = requests("POST /v2/copy/app/blobs/uploads/");
    String again = store.push(copy, Progress.SILENT);

    assertThat(again).isEqualTo(digest);
    assertThat(uploads).as("three layers and a configuration").isEqualTo(4);
    assertThat(requests("POST /v2/copy/app/blobs/uploads/")).isEqualTo(uploads);
    StoreOnDisk other = onDisk("two");
    Image there = other.open().pull(copy, Optional.empty(), Progress.SILENT);
    assertThat(there.id()).isEqualTo(image.id());
    assertThat(there.manifest()).contains(digest);
    other.assertSound();
    disk.assertSound();
  }

  @Test
  void aRefusedPushSaysWhyAndTellsNoSecret() throws IOException {
    images.image("1", BASE);
    pull(":1");
    registry.misbehave("POST", 100, Fault.status(403, "DENIED", "read-only for ann"));
    store.tag(reference(":1"), new ImageReference(registry.authority() + "/copy/app:2"));

    assertClear(
        failure(
            () ->
                store.push(
                    new ImageReference(registry.authority() + "/copy/app:2"), Progress.SILENT)),
        "read-only for ann");

    disk.assertSound();
  }

  /** Pulls what cannot be pulled: the error says so, and the store is as it was. */
  private void refused(String... words) throws IOException {
    images.image("sound", BASE);
    pull(":sound");
    List<Image> before = store.list();

    RuntimeFailure failure = failure(() -> pull(":bad"));

    assertClear(failure, words);
    assertThat(failure).hasMessageStartingWith("cannot pull image '" + reference(":bad") + "': ");
    assertThat(store.list()).isEqualTo(before);
    assertThat(disk.names("layers")).hasSize(1);
    assertThat(disk.names("blobs/sha256")).as("a configuration and a manifest").hasSize(2);
    disk.assertSound();
  }

  private static RuntimeFailure failure(ThrowingCallable call) {
    return catchThrowableOfType(RuntimeFailure.class, call);
  }

  private static void assertClear(RuntimeFailure failure, String... words) {
    assertThat(failure).isNotNull().hasMessageContainingAll(words);
    assertThat(failure.hint()).isNotBlank().doesNotContain(PASSWORD, "docker save");
    assertThat(failure.getMessage()).doesNotContain(PASSWORD, "Basic ");
  }

  @Test
  void anImageThatIsNotThereIsToldInTheRegistrysWords() throws IOException {
    refused("manifest unknown");
  }

  @Test
  void credentialsThatAreRefusedAreNotShown() throws IOException {
    images.image("1", BASE);
    registry.demandPassword("ann", "another one");

    assertClear(failure(() -> pull(":1")), "does not accept the credentials", registry.authority());

    disk.assertSound();
    assertThat(store.list()).isEmpty();
  }

  @Test
  void aLayerThatIsChangedOnItsWayIsRefused() throws IOException {
    images.image("bad", TOP);
    registry.misbehave("blobs/" + TOP.digest(), 100, Fault.corrupt());

    refused("sent content whose digest is", "instead of " + TOP.digest());
  }

  @Test
  void aLayerThatNeverComesWholeIsRefused() throws IOException {
    images.image("bad", TOP);
    registry.misbehave("blobs/" + TOP.digest(), 100, Fault.truncate(10));

    refused(" broke", "(tried 6 times)");
  }

  @Test
  void aLayerThatWasPushedTruncatedIsRefused() throws IOException {
    images.image("bad", MIDDLE.keptAs(Arrays.copyOf(MIDDLE.blob(), MIDDLE.blob().length - 9)));

    refused("its compressed data are damaged or cut off");
  }

  @Test
  void whatHelpsAgainstADamagedLayerFitsARegistry() {
    images.image("bad", TOP.keptAs(MIDDLE.tar()));

    assertThat(failure(() -> pull(":bad")).hint())
        .isEqualTo(
            "pull it again; if it is the same then, ask whoever pushed the image to push it again");
  }

  @Test
  void aGzipLayerThatWasPushedTruncatedIsRefused() throws IOException {
    Layer layer = Layer.gzip(TOP.tar());
    images.image("bad", layer.keptAs(Arrays.copyOf(layer.blob(), layer.blob().length - 9)));

    refused("its compressed data are damaged or cut off");
  }

  @Test
  void aLayerThatIsNotTheOneOfTheConfigurationIsRefused() throws IOException {
    images.image("bad", TOP.keptAs(MIDDLE.tar()));

    refused("layer " + TOP.digest() + " has the digest " + Digest.of(MIDDLE.tar()));
  }

  @Test
  void aConfigurationThatTellsOfMoreLayersIsRefused() throws IOException {
    images.image("bad", RegistryImages.configuration(TOP, MIDDLE), TOP);

    refused("has 1 layers, but its configuration tells of 2");
  }

  @Test
  void oneBlobCannotBeTwoLayers() throws IOException {
    images.image("bad", RegistryImages.configuration(TOP, MIDDLE, BASE), TOP, TOP, TOP);

    refused("has the digest " + TOP.digest() + " instead of");
  }

  @Test
  void aLayerThatLeavesItsDirectoryIsRefused() throws IOException {
    images.image("bad", Layer.gzip(new TarBytes().file("../../evil", "x").bytes()));

    refused("'../../evil'");
    assertThat(scratch.resolve("evil")).doesNotExist();
  }

  @Test
  void aLayerThatExpandsEnormouslyIsRefused() throws IOException {
    store =
        disk.with(new ImageLimits(10, 1000, 100_000, 20_000, 100L * MIB, 100L * MIB, MIB, 100))
            .open();
    images.image("bad", Layer.gzip(new TarBytes().file("zeros", new byte[20 * MIB]).bytes()));

    refused("expands to more than 100 times its size");
  }

  @Test
  void aConfigurationOfEndlessSizeIsNotFetched() throws IOException {
    images.manifest(
        "bad",
        """
        {"schemaVersion":2,"config":{"digest":"%s","size":900000000000},"layers":[]}"""
            .formatted(TOP.digest()));

    refused("its configuration has 900000000000 bytes");
  }

  @Test
  void aDocumentThatIsNoManifestIsRefused() throws IOException {
    registry.tag(PATH, "bad", "text/html", "<html>welcome</html>");

    refused("media type 'text/html'");
  }

  @Test
  void aManifestThatIsNoJsonIsRefused() throws IOException {
    images.manifest("bad", "{\"schemaVersion\":");

    refused("the image manifest");
  }

  @Test
  void aLayerOfAnUnknownKindIsRefused() throws IOException {
    images.image("bad", new Layer(TOP.tar(), TOP.blob(), "application/wasm"));

    refused("layer " + TOP.digest() + " is of the unknown media type 'application/wasm'");
  }

  @Test
  void aManifestThatIsNotTheOneOfItsListIsRefused() throws IOException {
    Digest manifest = images.image("a", TOP);
    images.list("bad", List.of(manifest), List.of("amd64"));
    registry.misbehave(
        "GET .*manifests/" + manifest, 100, Fault.document(Archives.OCI_MANIFEST, "{}"));

    refused("sent a document whose digest is", "instead of " + manifest);
  }

  @Test
  void aManifestOfHundredMegabytesIsNotReadToItsEnd() throws IOException {
    registry.misbehave(
        "GET .*manifests/bad", 100, Fault.stream(Archives.OCI_MANIFEST, new byte[MIB], 100));

    refused("127.0.0.1");
  }

  @Test
  void aRegistryThatIsBusyForLongIsToldSo() throws IOException {
    images.image("bad", TOP);
    registry.misbehave(
        "blobs/" + TOP.digest(), 100, Fault.busy("" + Duration.ofHours(1).toSeconds()));

    refused("slow down");
  }
}
