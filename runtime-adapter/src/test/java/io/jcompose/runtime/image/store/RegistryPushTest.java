package io.jcompose.runtime.image.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.image.Archives;
import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.Programs;
import io.jcompose.runtime.image.TarBytes;
import io.jcompose.runtime.image.registry.DockerRegistry;
import io.jcompose.runtime.image.registry.FakeRegistry;
import io.jcompose.runtime.image.registry.Fault;
import io.jcompose.runtime.image.store.RegistryImages.Layer;
import io.jcompose.scheduler.runtime.Images.Damage;
import io.jcompose.scheduler.runtime.Images.Image;
import io.jcompose.scheduler.runtime.Privileged;
import io.jcompose.scheduler.runtime.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A push sends only what the registry does not have, and an image keeps the digest it had. */
@Privileged
class RegistryPushTest {
  private static final String PATH = "team/app";
  private static final String DOCKER_GZIP = "application/vnd.docker.image.rootfs.diff.tar.gzip";
  private static final Layer BASE =
      Layer.gzip(new TarBytes().directory("etc/").file("etc/motd", "base\n").bytes());
  private static final Layer MIDDLE =
      Layer.zstd(new TarBytes().file("etc/issue", "middle\n").bytes());
  private static final Layer TOP = Layer.plain(new TarBytes().file("etc/motd", "top\n").bytes());

  @TempDir private Path scratch;
  private final FakeRegistry registry = FakeRegistry.plain();
  private final FakeRegistry other = FakeRegistry.plain();
  private final RegistryImages images = new RegistryImages(registry, PATH);

  @AfterEach
  void close() {
    registry.close();
    other.close();
  }

  private StoreOnDisk onDisk(String name) {
    return new StoreOnDisk(scratch.resolve(name));
  }

  private ImageReference source(String tag) {
    return new ImageReference(registry.authority() + "/" + PATH + ":" + tag);
  }

  private static ImageReference copyIn(FakeRegistry target) {
    return new ImageReference(target.authority() + "/copy/app:2");
  }

  private static Image pull(ImageStore store, ImageReference reference) {
    return store.pull(reference, Optional.empty(), Progress.SILENT);
  }

  private Image load(ImageStore store, String name, byte[] archive) throws IOException {
    return store.load(Files.write(scratch.resolve(name), archive), Progress.SILENT).get(0);
  }

  /** Gives the image another name, and pushes it by that. */
  private static String push(ImageStore store, ImageReference image, ImageReference name) {
    store.tag(image, name);
    return store.push(name, Progress.SILENT);
  }

  /** How many blobs were sent, with their bytes. */
  private static long sent(FakeRegistry target) {
    return target.seen().stream()
        .filter(request -> request.line().matches("PUT /v2/.*/blobs/uploads/.*"))
        .count();
  }

  private static String manifest(FakeRegistry target) {
    return target.manifest("copy/app", "2").orElseThrow();
  }

  private void assertComesBack(FakeRegistry target, String digest, Image image) throws IOException {
    StoreOnDisk disk = onDisk("back");
    Image back = pull(disk.open(), copyIn(target));
    assertThat(back.id()).isEqualTo(image.id());
    assertThat(back.manifest()).contains(digest);
    disk.assertSound();
  }

  @Test
  void anImagePulledFromOneRepositoryIsPushedToAnotherUnderItsOwnDigest() throws IOException {
    StoreOnDisk disk = onDisk("one");
    ImageStore store = disk.open();
    Digest manifest = images.image("1", BASE, MIDDLE, TOP, MIDDLE);
    Image image = pull(store, source("1"));

    String digest = push(store, source("1"), copyIn(registry));

    assertThat(digest).isEqualTo(manifest.toString());
    assertThat(sent(registry)).as("blobs sent, and not taken over from beside").isZero();
    assertThat(registry.manifest("copy/app", "2"))
        .isEqualTo(registry.manifest(PATH, manifest.toString()));
    disk.assertSound();
    assertComesBack(registry, digest, image);
  }

  @Test
  void anImagePulledFromOneRegistryIsSentToAnotherWhole() throws IOException {
    StoreOnDisk disk = onDisk("one");
    ImageStore store = disk.open();
    Digest manifest = images.image("1", BASE, MIDDLE, TOP);
    Image image = pull(store, source("1"));

    String digest = push(store, source("1"), copyIn(other));

    assertThat(sent(other)).as("three layers and the configuration").isEqualTo(4);
    assertThat(store.find(source("1")).flatMap(Image::manifest)).contains(manifest.toString());
    for (String known : List.of(digest, manifest.toString())) {
      ImageReference byDigest = new ImageReference(other.authority() + "/copy/app@" + known);
      assertThat(store.find(byDigest)).map(Image::id).contains(image.id());
    }
    disk.assertSound();
    assertComesBack(other, digest, image);
  }

  @Test
  void theSecondPushSendsNoLayerAndReadsNone() throws IOException {
    StoreOnDisk disk = onDisk("one");
    ImageStore store = disk.open();
    Image image =
        load(store, "a", Archives.dockerSave("app:1", "{}", BASE.tar(), TOP.tar(), BASE.tar()));
    String first = push(store, new ImageReference("app:1"), copyIn(other));
    long sent = sent(other);
    for (Path tree : store.layers(image.id())) {
      Files.delete(tree.resolveSibling("tar-record.gz")); // now none can be compressed
    }

    String second = store.push(copyIn(other), Progress.SILENT);
    String elsewhere =
        push(store, copyIn(other), new ImageReference(other.authority() + "/third/app:3"));

    assertThat(second).isEqualTo(first).isEqualTo(elsewhere);
    assertThat(sent(other)).isEqualTo(sent).isEqualTo(3);
    assertThat(store.find(copyIn(other)).flatMap(Image::manifest)).contains(first);
  }

  @Test
  void threeLayersGoAtTheSameTime() throws IOException {
    ImageStore store = onDisk("one").open();
    byte[] archive =
        Archives.dockerSave(copyIn(other).value(), "{}", BASE.tar(), MIDDLE.tar(), TOP.tar());
    load(store, "a", archive);
    CyclicBarrier allOnTheirWay = new CyclicBarrier(3);
    Set<String> begun = ConcurrentHashMap.newKeySet();

    store.push(
        copyIn(other),
        (part, done, total) -> {
          if (begun.add(part)) {
            await(allOnTheirWay);
          }
        });

    assertThat(begun).hasSize(3);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("the layers go one after another", e);
    }
  }

  @Test
  void anImageSharesWhatAnotherOneIsKnownToHaveThere() throws IOException {
    ImageStore store = onDisk("one").open();
    images.image("1", BASE, MIDDLE);
    pull(store, source("1"));
    load(store, "a", Archives.dockerSave("app:1", "{}", BASE.tar(), MIDDLE.tar(), TOP.tar()));

    push(store, new ImageReference("app:1"), copyIn(registry));

    assertThat(sent(registry)).as("its top and its configuration").isEqualTo(2);
    assertThat(manifest(registry)).contains(BASE.digest().toString(), MIDDLE.digest().toString());
  }

  @Test
  void aRefusedMountIsAnUpload() throws IOException {
    ImageStore store = onDisk("one").open();
    images.image("1", BASE, MIDDLE);
    Image image = pull(store, source("1"));
    registry.misbehave("mount=", 100, Fault.status(403, "DENIED", "not from there"));

    String digest = push(store, source("1"), copyIn(registry));

    assertThat(sent(registry)).isEqualTo(3);
    assertComesBack(registry, digest, image);
  }

  @Test
  void whatTheRegistryHasRemovedIsSentAnew() throws IOException {
    ImageStore store = onDisk("one").open();
    load(store, "a", Archives.dockerSave("app:1", "{}", BASE.tar(), TOP.tar()));
    String digest = push(store, new ImageReference("app:1"), copyIn(other));
    FakeRegistry emptied = FakeRegistry.plain();
    try (emptied) {
      String again = push(store, copyIn(other), copyIn(emptied));

      assertThat(again).isEqualTo(digest);
      assertThat(sent(emptied)).isEqualTo(3);
    }
  }

  @Test
  void aZstdLayerKeepsItsMediaTypeBesideOneThatIsCompressedHere() {
    ImageStore store = onDisk("one").open();
    Layer docker = new Layer(BASE.tar(), BASE.blob(), DOCKER_GZIP);
    images.image("1", docker, MIDDLE, TOP);
    pull(store, source("1"));
    other.put("copy/app", BASE.blob());
    other.put("copy/app", MIDDLE.blob());

    push(store, source("1"), copyIn(other));

    assertThat(sent(other)).as("the top and the configuration").isEqualTo(2);
    assertThat(manifest(other))
        .containsSubsequence(
            Archives.OCI_LAYER + "+gzip\",\"digest\":\"" + BASE.digest(),
            Archives.OCI_LAYER + "+zstd\",\"digest\":\"" + MIDDLE.digest(),
            Archives.OCI_LAYER + "+gzip\",\"digest\":\"")
        .doesNotContain(TOP.digest().toString());
  }

  @Test
  void anImageOfALayoutIsPushedUnderTheDigestItHas() throws IOException {
    ImageStore store = onDisk("one").open();
    Archives.Layout layout = new Archives.Layout();
    layout.listed(
        layout.image(
            "{}",
            Archives.OCI_LAYER + "+zstd",
            Map.of(MIDDLE.tar(), MIDDLE.blob()),
            ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"app:1\"}"));
    Image image = load(store, "layout.tar", layout.bytes());
    other.put("copy/app", MIDDLE.blob());

    String digest = push(store, new ImageReference("app:1"), copyIn(other));

    assertThat(image.manifest()).contains(digest);
    assertComesBack(other, digest, image);
  }

  /**
   * Else whoever gets somebody to pull an image of theirs could have their blob pushed in place of
   * a layer of others.
   */
  @Test
  void aBlobThatWasNeverReadIsNotTakenForALayer() throws IOException {
    ImageStore store = onDisk("one").open();
    Layer evil = Layer.gzip(new TarBytes().file("etc/motd", "evil\n").bytes());
    Layer forged = BASE.keptAs(evil.blob());
    String configuration = Archives.configuration("{}", BASE.tar());
    Image mine = load(store, "a", Archives.dockerSave("app:1", "{}", BASE.tar()));
    Digest same = images.image("same", configuration, forged);
    images.image("more", forged, MIDDLE);
    assertThat(pull(store, source("same")).id()).isEqualTo(mine.id());
    pull(store, source("more"));
    load(store, "b", Archives.dockerSave("top:1", "{}", TOP.tar()));
    images.image("twice", evil, TOP.keptAs(evil.blob()));
    pull(store, source("twice"));

    String digest = push(store, new ImageReference("app:1"), copyIn(registry));

    assertThat(digest).isNotEqualTo(same.toString());
    assertThat(manifest(registry)).doesNotContain(evil.digest().toString());
    push(store, new ImageReference("top:1"), copyIn(registry));
    assertThat(manifest(registry)).doesNotContain(evil.digest().toString());
  }

  @Test
  void aBlobIsALayerForTheNextImageThoughTheFirstIsGone() {
    ImageStore store = onDisk("one").open();
    images.image("1", BASE);
    Digest manifest = images.image("2", BASE, MIDDLE);
    pull(store, source("1"));
    pull(store, source("2"));
    store.remove(source("1"));

    assertThat(push(store, source("2"), copyIn(registry))).isEqualTo(manifest.toString());
    assertThat(sent(registry)).isZero();
  }

  @Test
  void theManifestGoesWithItsImage() throws IOException {
    StoreOnDisk disk = onDisk("one");
    ImageStore store = disk.open();
    images.image("1", BASE, MIDDLE);
    pull(store, source("1"));
    push(store, source("1"), copyIn(other));
    assertThat(disk.names("blobs/sha256")).as("configuration and two manifests").hasSize(3);

    store.remove(source("1"));
    store.remove(copyIn(other));

    disk.assertBare();
  }

  @Test
  void anImageThatGoesWhileItIsPushedLeavesNoManifest() throws IOException {
    StoreOnDisk disk = onDisk("one");
    ImageStore store = disk.open();
    load(store, "a", Archives.dockerSave(copyIn(other).value(), "{}", BASE.tar()));

    String digest =
        store.push(
            copyIn(other),
            (part, done, total) -> {
              if (done == total) {
                store.remove(copyIn(other));
              }
            });

    assertThat(digest).isEqualTo(Digest.of(bytes(manifest(other))).toString());
    disk.assertBare();
  }

  @Test
  void whatAnotherProcessPullsDuringAPushIsNotForgotten() throws IOException {
    StoreOnDisk disk = onDisk("one");
    ImageStore store = disk.open();
    load(store, "a", Archives.dockerSave(copyIn(other).value(), "{}", BASE.tar()));
    images.image("1", MIDDLE);

    String digest =
        store.push(copyIn(other), (part, done, total) -> pull(disk.open(), source("1")));

    assertThat(store.find(copyIn(other)).flatMap(Image::manifest)).contains(digest);
    assertThat(store.find(source("1"))).isPresent();
    disk.assertSound();
  }

  @Test
  void aPushThatCannotBeNotedIsAPush() throws IOException {
    byte[] archive = Archives.dockerSave("app:1", "{}", BASE.tar());
    ImageStore first = onDisk("first").open();
    load(first, "a", archive);
    String digest = push(first, new ImageReference("app:1"), copyIn(other));
    StoreOnDisk disk = onDisk("one");
    ImageStore store = disk.open();
    Image image = load(store, "a", archive);
    // where the manifest would go
    Path obstacle = blob("one", digest);
    Files.createDirectories(obstacle.resolve("full"));

    assertThat(push(store, new ImageReference("app:1"), copyIn(other))).isEqualTo(digest);

    assertThat(store.find(copyIn(other)).flatMap(Image::manifest)).isEmpty();
    assertThat(store.list()).extracting(Image::id).containsExactly(image.id());
    disk.assertSound();
  }

  private Path blob(String disk, String digest) {
    return scratch.resolve(disk + "/state/images/blobs/sha256/" + digest.substring(7));
  }

  @Test
  void aDamagedManifestIsNamedAndThePushGoesOn() throws IOException {
    StoreOnDisk disk = onDisk("one");
    ImageStore store = disk.open();
    Digest manifest = images.image("1", BASE);
    Image image = pull(store, source("1"));
    Files.writeString(blob("one", manifest.toString()), "{}");

    List<Damage> damages = store.check(Progress.SILENT);
    String digest = push(store, source("1"), copyIn(other));

    assertThat(damages).hasSize(1);
    assertThat(damages.get(0).what())
        .isEqualTo("the manifest " + manifest + " of image " + image.id() + " is damaged or gone");
    assertThat(damages.get(0).remedy()).contains("pull or load the image again");
    assertThat(store.layers(image.id())).isNotEmpty();
    assertComesBack(other, digest, image);
    pull(store, source("1"));
    disk.assertSound();
  }

  @Test
  void aCatalogueOfAnOlderBuildIsRead() throws IOException {
    StoreOnDisk disk = onDisk("one");
    ImageStore store = disk.open();
    Digest manifest = images.image("1", BASE);
    Image image = pull(store, source("1"));
    Files.writeString(
        scratch.resolve("one/state/images/names.json"),
        """
        {
          "version" : 1,
          "images" : [ {
            "id" : "%s",
            "manifest" : "%s",
            "names" : [ "%s" ],
            "layers" : [ "%s" ],
            "sizeBytes" : 5,
            "pulled" : "2026-11-20T15:45:00Z"
          } ]
        }
        """
            .formatted(image.id(), manifest, source("1"), Digest.of(BASE.tar())));
    Files.delete(blob("one", manifest.toString()));

    assertThat(store.find(source("1")))
        .hasValueSatisfying(
            found -> {
              assertThat(found.id()).isEqualTo(image.id());
              assertThat(found.manifest()).contains(manifest.toString());
            });
    disk.assertSound();
    String digest = push(store, source("1"), copyIn(other));
    assertComesBack(other, digest, image);
    assertThat(store.find(source("1")).flatMap(Image::manifest)).contains(manifest.toString());
  }

  @Test
  void aRegistryThatOthersWroteHasTheImageUnderItsDigestInBothRepositories() throws IOException {
    try (DockerRegistry real = new DockerRegistry(scratch, "")) {
      ImageReference here = new ImageReference(real.authority() + "/team/app:1");
      ImageReference copy = new ImageReference(real.authority() + "/copy/app:2");
      ImageStore builder = onDisk("builder").open();
      load(builder, "a", Archives.dockerSave(here.value(), "{}", BASE.tar(), TOP.tar()));
      String digest = builder.push(here, Progress.SILENT);
      ImageStore store = onDisk("one").open();
      pull(store, here);

      assertThat(push(store, here, copy)).isEqualTo(digest);

      Programs.need("skopeo", "skopeo");
      assertThat(
              Programs.run(
                  "skopeo",
                  "inspect",
                  "--tls-verify=false",
                  "--format={{.Digest}}",
                  "docker://" + copy))
          .contains(digest);
      assertThat(pull(onDisk("two").open(), copy).manifest()).contains(digest);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
