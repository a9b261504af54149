package io.jcompose.runtime.image.store;

import static io.jcompose.runtime.image.Archives.OCI_LAYER;
import static io.jcompose.runtime.image.Archives.gzip;
import static io.jcompose.runtime.image.Archives.zstd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.image.Archives;
import io.jcompose.runtime.image.Archives.Layout;
import io.jcompose.runtime.image.ImageLimits;
import io.jcompose.runtime.image.Programs;
import io.jcompose.runtime.image.TarBytes;
import io.jcompose.runtime.image.UnusableImageException;
import io.jcompose.runtime.image.document.Platform;
import io.jcompose.scheduler.runtime.Images.Image;
import io.jcompose.scheduler.runtime.Privileged;
import io.jcompose.scheduler.runtime.Progress;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Privileged
class ImageStoreTest {
  private static final byte[] BASE =
      new TarBytes().directory("etc/").file("etc/motd", "base\n").bytes();
  private static final byte[] TOP = new TarBytes().file("etc/issue", "top\n").bytes();
  private static final String AMD64 = ",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}";
  private static final String ARM64 = ",\"platform\":{\"os\":\"linux\",\"architecture\":\"arm64\"}";

  @TempDir private Path scratch;
  private ImageStore store;

  @BeforeEach
  void openAStore() {
    store = storeIn(scratch);
  }

  static ImageStore storeIn(Path directory) {
    Host host =
        new Host(
            Clock.systemUTC(),
            Map.of(),
            Path.of("/"),
            directory.resolve("state"),
            directory.resolve("run"));
    return new ImageStore(host, ImageLimits.DEFAULT, Platform.linux("amd64"));
  }

  private List<Image> load(byte[] archive) throws IOException {
    Path file = Files.write(scratch.resolve("archive.tar"), archive);
    return store.load(file, Progress.SILENT);
  }

  private Optional<Image> find(String name) {
    return store.find(new ImageReference(name));
  }

  @Test
  void anUntouchedStoreIsEmptyAndStaysUntouched() {
    assertThat(store.list()).isEmpty();
    assertThat(find("bb:1")).isEmpty();
    assertThat(scratch.resolve("state")).doesNotExist();
  }

  @Test
  void aDockerArchiveIsLoadedWithItsConfigurationAndLayers() throws IOException {
    List<Image> loaded =
        load(Archives.dockerSave("bb:1", "{\"Cmd\":[\"sh\"],\"User\":\"app\"}", BASE, TOP));

    assertThat(loaded).hasSize(1);
    Image image = loaded.get(0);
    assertThat(image.names()).containsExactly(new ImageReference("bb:1"));
    assertThat(image.created()).isEqualTo(Instant.parse("2026-11-20T15:45:00.5Z"));
    assertThat(image.config().command()).containsExactly("sh");
    assertThat(image.config().user()).contains("app");
    assertThat(image.sizeBytes()).isEqualTo("base\ntop\n".length());
    assertThat(find("bb:1")).contains(image);
    assertThat(store.list()).containsExactly(image);
  }

  @Test
  void anArchiveThatComesAsAStreamIsKeptOnlyUntilItIsTakenIn() throws IOException {
    byte[] archive = Archives.dockerSave("bb:1", "{}", BASE, TOP);

    Image image = store.load(new ByteArrayInputStream(archive), Progress.SILENT).get(0);

    assertThat(find("bb:1")).contains(image);
    assertThat(store.layers(image.id()).get(0).resolve("etc/issue")).hasContent("top");
    assertThat(scratch.resolve("state/images/staging")).isEmptyDirectory();
  }

  @Test
  void aStreamThatIsCutOffLeavesNothing() {
    byte[] archive = Archives.dockerSave("bb:1", "{}", BASE, TOP);
    InputStream cut = new ByteArrayInputStream(archive, 0, archive.length / 2);

    assertThatThrownBy(() -> store.load(cut, Progress.SILENT))
        .isInstanceOf(UnusableImageException.class)
        .hasMessageStartingWith("cannot load images: ");

    assertThat(store.list()).isEmpty();
    assertThat(scratch.resolve("state/images/staging")).isEmptyDirectory();
  }

  @Test
  void layersAreListedTopMostFirst() throws IOException {
    String id = load(Archives.dockerSave("bb:1", "{}", BASE, TOP)).get(0).id();

    List<Path> layers = store.layers(id);

    assertThat(layers).hasSize(2);
    assertThat(layers.get(0).resolve("etc/issue")).hasContent("top");
    assertThat(layers.get(1).resolve("etc/motd")).hasContent("base");
    assertThat(Programs.run("stat", "-c", "%a", layers.get(1).toString())).isEqualTo("755\n");
  }

  @Test
  void aLayerOfAnOlderStoreGetsItsRecordWithTheNextLoad() throws IOException {
    byte[] archive = Archives.dockerSave("bb:1", "{}", BASE);
    Path layer = store.layers(load(archive).get(0).id()).get(0).resolveSibling(".").normalize();
    Files.delete(layer.resolve("tar-record.gz"));
    Files.writeString(
        layer.resolve("layer.json"),
        "{\"version\":1,\"entries\":2,\"bytes\":5,\"hidesLower\":false}");

    load(archive);

    assertThat(layer.resolve("tar-record.gz")).isNotEmptyFile();
    assertThat(layer.resolve("layer.json")).content().contains("\"tarBytes\" : " + BASE.length);
    assertThat(layer.resolve("tree/etc/motd")).hasContent("base");
  }

  @Test
  void aRemovedImageTakesAlongTheLayersThatNoOtherHas() throws IOException {
    load(Archives.dockerSave("one:1", "{}", BASE, TOP));
    String other = load(Archives.dockerSave("two:1", "{}", BASE)).get(0).id();
    Path layers = scratch.resolve("state/images/layers");

    store.remove(new ImageReference("one:1"));

    assertThat(find("one:1")).isEmpty();
    assertThat(layers.toFile().list()).hasSize(1);
    assertThat(store.layers(other).get(0).resolve("etc/motd")).hasContent("base");
    store.remove(new ImageReference("two:1"));
    assertThat(layers).isEmptyDirectory();
    assertThat(scratch.resolve("state/images/blobs/sha256")).isEmptyDirectory();
    assertThat(scratch.resolve("state/images/staging")).isEmptyDirectory();
    assertThat(load(Archives.dockerSave("one:1", "{}", BASE, TOP))).hasSize(1);
  }

  @Test
  void anImageStaysAsLongAsItHasAnotherName() throws IOException {
    load(Archives.dockerSave("one:1", "{}", BASE));
    load(Archives.dockerSave("two:1", "{}", BASE));

    store.remove(new ImageReference("one:1"));

    assertThat(find("one:1")).isEmpty();
    assertThat(find("two:1")).isPresent();
  }

  @Test
  void aLayerThatOccursTwiceIsListedOnceWhereItIsSeen() throws IOException {
    String id = load(Archives.dockerSave("bb:1", "{}", BASE, TOP, BASE)).get(0).id();

    assertThat(store.layers(id)).hasSize(2);
    assertThat(store.layers(id).get(0).resolve("etc/motd")).exists();
  }

  @Test
  void aLayerWhoseRootIsOpaqueHidesAllBelowIt() throws IOException {
    byte[] opaque = new TarBytes().file(".wh..wh..opq", "").file("only", "me").bytes();

    String id = load(Archives.dockerSave("bb:1", "{}", BASE, opaque)).get(0).id();

    assertThat(store.layers(id)).hasSize(1);
    assertThat(store.layers(id).get(0).resolve("only")).exists();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bb:1",
        "localhost/bb:1",
        "library/bb:1",
        "docker.io/bb:1",
        "docker.io/library/bb:1"
      })
  void oneNameMayBeWrittenInManyWays(String name) throws IOException {
    load(Archives.dockerSave("docker.io/library/bb:1", "{}", BASE));

    assertThat(find(name)).isPresent();
    assertThat(find(name + "x")).isEmpty();
  }

  @Test
  void aMissingTagMeansLatest() throws IOException {
    load(Archives.dockerSave("gogs/gogs:latest", "{}", BASE));

    assertThat(find("docker.io/gogs/gogs")).isPresent();
    assertThat(find("gogs")).isEmpty();
  }

  @Test
  void anImageIsFoundByItsIdAndByTheStartOfIt() throws IOException {
    Image image = load(Archives.dockerSave("bb:1", "{}", BASE)).get(0);
    String hex = image.id().substring("sha256:".length());

    assertThat(find(image.id())).contains(image);
    assertThat(find(hex)).contains(image);
    assertThat(find(hex.substring(0, 12))).contains(image);
    assertThat(find("sha256:" + hex.substring(0, 12))).contains(image);
    assertThat(find(hex.substring(0, 11))).isEmpty();
  }

  @Test
  void aNameMovesToTheImageLoadedLast() throws IOException {
    Image old = load(Archives.dockerSave("bb:1", "{}", BASE)).get(0);

    Image young = load(Archives.dockerSave("localhost/bb:1", "{}", TOP)).get(0);

    assertThat(find("bb:1")).contains(young);
    assertThat(find(old.id()).orElseThrow().names()).isEmpty();
    assertThat(store.list()).extracting(Image::id).containsExactly(young.id(), old.id());
  }

  @Test
  void loadingAgainChangesNothing() throws IOException {
    byte[] archive = Archives.dockerSave("bb:1", "{}", BASE, TOP);
    load(archive);
    String before = snapshot();

    load(archive);

    assertThat(snapshot()).isEqualTo(before);
  }

  @Test
  void anArchiveCompressedAsAWholeIsLoaded() throws IOException {
    assertThat(load(gzip(Archives.dockerSave("bb:1", "{}", BASE)))).hasSize(1);
    assertThat(Programs.run("ls", scratch.resolve("state/images/staging").toString())).isEmpty();
  }

  @Test
  void anArchiveCompressedAsAWholeWithZstdIsLoaded() throws IOException {
    assertThat(load(zstd(Archives.dockerSave("bb:1", "{}", BASE)))).hasSize(1);
    assertThat(Programs.run("ls", scratch.resolve("state/images/staging").toString())).isEmpty();
  }

  @Test
  void zstdLayersAreLoadedWhateverTheirMediaTypeSays() throws IOException {
    Layout layout = new Layout();
    layout.listed(layout.image("{}", OCI_LAYER + "+zstd", Map.of(BASE, zstd(BASE)), ""));
    layout.listed(layout.image("{}", OCI_LAYER + "+gzip", Map.of(TOP, zstd(TOP)), ""));

    List<Image> images = load(layout.bytes());

    assertThat(store.layers(images.get(0).id()).get(0).resolve("etc/motd")).hasContent("base");
    assertThat(store.layers(images.get(1).id()).get(0).resolve("etc/issue")).hasContent("top");
  }

  @Test
  void damagedZstdIsRefused() throws IOException {
    byte[] archive = zstd(Archives.dockerSave("bb:1", "{}", BASE));
    byte[] flipped = archive.clone();
    flipped[flipped.length / 2] ^= 0x55;

    refused(Arrays.copyOf(archive, archive.length / 2), "damaged or cut off");
    refused(flipped, "damaged or cut off");
  }

  @Test
  void xzAndBzip2AreRefusedByName() throws IOException {
    refused("\u00fd7zXZ\u0000".getBytes(StandardCharsets.ISO_8859_1), "is compressed with xz");
    refused("BZh91AY".getBytes(StandardCharsets.US_ASCII), "is compressed with bzip2");
  }

  @Test
  void anOciLayoutIsLoadedFromItsDirectory() throws IOException {
    Layout layout = new Layout();
    layout.listed(layout.image("{}", OCI_LAYER, Map.of(BASE, BASE), ""));
    Path directory = unpacked(layout.bytes());

    String id = store.load(directory, Progress.SILENT).get(0).id();

    assertThat(store.layers(id).get(0).resolve("etc/motd")).hasContent("base");
  }

  @Test
  void aDirectoryOfSkopeoIsLoaded() throws IOException {
    Layout layout = new Layout();
    String manifest = layout.image("{}", OCI_LAYER + "+gzip", Map.of(BASE, gzip(BASE)), "");
    Path unpacked = unpacked(layout.bytes());
    Path directory = Files.createDirectory(scratch.resolve("flat"));
    Programs.run(
        "sh", "-c", "mv \"$1\"/blobs/sha256/* \"$2\"", "sh", "" + unpacked, "" + directory);
    String digest = manifest.replaceAll(".*\"digest\":\"sha256:([0-9a-f]+)\".*", "$1");
    Files.move(directory.resolve(digest), directory.resolve("manifest.json"));
    Files.writeString(directory.resolve("version"), "Directory Transport Version: 1.1\n");

    Image image = store.load(directory, Progress.SILENT).get(0);

    assertThat(image.manifest()).contains("sha256:" + digest);
    assertThat(store.layers(image.id()).get(0).resolve("etc/motd")).hasContent("base");
  }

  @Test
  void aLinkThatLeadsOutOfADirectoryIsRefused() throws IOException {
    Path directory = unpacked(new TarBytes().file("oci-layout", "{}").bytes());
    Files.createSymbolicLink(directory.resolve("index.json"), Path.of("/etc/passwd"));

    assertThatThrownBy(() -> store.load(directory, Progress.SILENT))
        .isInstanceOf(UnusableImageException.class)
        .hasMessageContaining("'index.json' is a symbolic link that leads out of the directory");
  }

  private Path unpacked(byte[] tar) throws IOException {
    Path file = Files.write(scratch.resolve("layout.tar"), tar);
    Path directory = Files.createDirectory(scratch.resolve("layout"));
    Programs.run("tar", "-xf", file.toString(), "-C", directory.toString());
    return directory;
  }

  @Test
  void linksBetweenLayersInOldDockerArchivesAreFollowed() throws IOException {
    String configuration = Archives.configuration("{}", BASE, BASE);
    byte[] archive =
        new TarBytes()
            .file("a/layer.tar", BASE)
            .symbolicLink("b/layer.tar", "../a/layer.tar")
            .file("config.json", configuration)
            .file(
                "manifest.json",
                "[{\"Config\":\"config.json\",\"RepoTags\":null,"
                    + "\"Layers\":[\"a/layer.tar\",\"b/layer.tar\"]}]")
            .bytes();

    assertThat(load(archive)).hasSize(1);
    assertThat(store.list().get(0).names()).isEmpty();
  }

  @Test
  void anOciLayoutWithGzipLayersIsLoadedUnderItsAnnotatedName() throws IOException {
    Layout layout = new Layout();
    layout.listed(
        layout.image(
            "{}",
            OCI_LAYER + "+gzip",
            Map.of(BASE, gzip(BASE)),
            ",\"annotations\":{\"io.containerd.image.name\":\"docker.io/library/bb:1\","
                + "\"org.opencontainers.image.ref.name\":\"1\"}"));

    Image image = load(layout.bytes()).get(0);

    assertThat(image.names()).containsExactly(new ImageReference("docker.io/library/bb:1"));
    assertThat(store.layers(image.id()).get(0).resolve("etc/motd")).hasContent("base");
  }

  @Test
  void ofAnIndexTheImageForThisPlatformIsTaken() throws IOException {
    Layout layout = new Layout();
    String arm = layout.image("{\"User\":\"arm\"}", OCI_LAYER, Map.of(TOP, TOP), ARM64);
    String amd = layout.image("{\"User\":\"amd\"}", OCI_LAYER, Map.of(BASE, BASE), AMD64);
    layout.listed(
        layout.nested(
            List.of(arm, amd),
            ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"localhost/bb:1\"}"));

    assertThat(load(layout.bytes())).hasSize(1);
    assertThat(find("bb:1").orElseThrow().config().user()).contains("amd");
  }

  @Test
  void anImageIsFoundByItsManifestsDigest() throws IOException {
    Layout layout = new Layout();
    String manifest = layout.image("{}", OCI_LAYER, Map.of(BASE, BASE), "");
    String digest = manifest.replaceAll(".*\"digest\":\"(sha256:[0-9a-f]+)\".*", "$1");

    load(layout.listed(manifest).bytes());

    assertThat(find("docker.io/library/whatever@" + digest)).isPresent();
  }

  @Test
  void anImageForOtherPlatformsOnlyIsRefusedAndTheyAreListed() throws IOException {
    Layout layout = new Layout();
    layout.listed(layout.image("{}", OCI_LAYER, Map.of(BASE, BASE), ARM64));

    refused(layout.bytes(), "the image is not for linux/amd64 but for linux/arm64");
  }

  @Test
  void aDirectoryIsAnImageThatSaysNothing() throws IOException {
    Path directory = Files.createDirectory(scratch.resolve("root"));

    Image image = find("rootfs:" + directory).orElseThrow();

    assertThat(image.id()).isEqualTo("rootfs:" + directory);
    assertThat(image.config()).isEqualTo(ImageConfig.EMPTY);
    assertThat(store.layers(image.id())).containsExactly(directory);
    assertThat(store.list()).isEmpty();
  }

  @Test
  void aDirectoryThatIsMissingIsNoImageAndHasNoLayers() {
    assertThat(find("rootfs:/nowhere/at/all")).isEmpty();
    assertThatThrownBy(() -> store.layers("rootfs:/nowhere/at/all"))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessage("cannot use 'rootfs:/nowhere/at/all': /nowhere/at/all is not a directory");
  }

  @Test
  void aMissingArchiveIsAnError() {
    assertThatThrownBy(() -> store.load(scratch.resolve("nothing.tar"), Progress.SILENT))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageEndingWith("nothing.tar': there is no such file");
  }

  @Test
  void whatIsNoTarArchiveIsRefused() throws IOException {
    refused(
        "just some text, longer than a block ".repeat(50).getBytes(StandardCharsets.UTF_8),
        "not a tar");
  }

  @Test
  void anEmptyFileAndAnEmptyArchiveAreRefused() throws IOException {
    refused(new byte[0], "neither 'manifest.json'");
    refused(new TarBytes().bytes(), "neither 'manifest.json'");
    refused(new TarBytes().file("manifest.json", "[]").bytes(), "it lists no image");
  }

  @Test
  void aTruncatedArchiveIsRefused() throws IOException {
    byte[] archive = Archives.dockerSave("bb:1", "{}", BASE);

    refused(Arrays.copyOf(archive, 1000), "ends in the middle");
    refused(Arrays.copyOf(gzip(archive), 200), "damaged or cut off");
  }

  @Test
  void aFlippedBitInALayerIsRefused() throws IOException {
    byte[] archive = Archives.dockerSave("bb:1", "{}", BASE);
    int at = new String(archive, StandardCharsets.ISO_8859_1).indexOf("base\n");
    archive[at] ^= 1;

    refused(archive, "has the digest");
  }

  @Test
  void aFlippedBitInACompressedLayerIsRefused() throws IOException {
    byte[] compressed = gzip(BASE);
    byte[] damaged = compressed.clone();
    damaged[damaged.length / 2] ^= 1;
    Layout layout = new Layout();
    layout.listed(layout.image("{}", OCI_LAYER + "+gzip", Map.of(BASE, damaged), ""));

    Path file = Files.write(scratch.resolve("archive.tar"), layout.bytes());
    assertThatThrownBy(() -> store.load(file, Progress.SILENT))
        .isInstanceOf(UnusableImageException.class)
        .hasMessageStartingWith("cannot load '" + file + "': ");
    assertThat(store.list()).isEmpty();
  }

  @Test
  void aConfigurationThatIsNotWhatItsNameSaysIsRefused() throws IOException {
    byte[] archive =
        new TarBytes()
            .file("layer.tar", BASE)
            .file("0".repeat(64) + ".json", Archives.configuration("{}", BASE))
            .file(
                "manifest.json",
                "[{\"Config\":\"%s.json\",\"RepoTags\":[\"bb:1\"],\"Layers\":[\"layer.tar\"]}]"
                    .formatted("0".repeat(64)))
            .bytes();

    refused(archive, "has the digest");
  }

  @Test
  void aManifestThatMissesALayerIsRefused() throws IOException {
    byte[] archive =
        new TarBytes()
            .file("config.json", Archives.configuration("{}", BASE))
            .file(
                "manifest.json",
                "[{\"Config\":\"config.json\",\"RepoTags\":[],\"Layers\":[\"layer.tar\"]}]")
            .bytes();

    refused(archive, "the archive lacks its file 'layer.tar'");
  }

  @Test
  void unknownMediaTypesAreRefusedByName() throws IOException {
    Layout helm = new Layout();
    helm.listed(helm.image("{}", "application/vnd.cncf.helm.chart", Map.of(BASE, BASE), ""));
    refused(helm.bytes(), "unknown media type 'application/vnd.cncf.helm.chart'");
  }

  @Test
  void aLayerThatTriesToLeaveIsRefusedByTheNameOfItsEntry() throws IOException {
    byte[] bad = new TarBytes().file("../../outside", "gotcha").bytes();

    refused(Archives.dockerSave("bb:1", "{}", BASE, bad), "entry '../../outside' has '..'");
  }

  @Test
  void malformedDocumentsAreRefused() throws IOException {
    refused(new TarBytes().file("manifest.json", "[{").bytes(), "manifest.json is not valid JSON");
    refused(new TarBytes().file("manifest.json", "7").bytes(), "manifest.json must be a list");
    refused(
        new TarBytes().file("manifest.json", "[".repeat(100_000)).bytes(),
        "manifest.json is not valid JSON");
  }

  /** Loads in vain: the message tells the archive and the reason, and nothing has changed. */
  private void refused(byte[] archive, String reason) throws IOException {
    load(Archives.dockerSave("kept:1", "{}", new TarBytes().file("kept", "x").bytes()));
    String before = snapshot();
    Path file = Files.write(scratch.resolve("bad.tar"), archive);

    assertThatThrownBy(() -> store.load(file, Progress.SILENT))
        .isInstanceOf(UnusableImageException.class)
        .hasMessageStartingWith("cannot load '" + file + "': ")
        .hasMessageContaining(reason)
        .satisfies(e -> assertThat(((UnusableImageException) e).hint()).isNotEmpty());

    assertThat(snapshot()).isEqualTo(before);
  }

  /** Returns every file of the store with its size, time and kind. */
  private String snapshot() {
    String images = scratch.resolve("state/images").toString();
    return Programs.run(
        "sh",
        "-c",
        "find \"$1\" -not -name staging -not -path \"$1\" -printf '%P %y %s %T@ %l\\n' | sort",
        "sh",
        images);
  }
}
