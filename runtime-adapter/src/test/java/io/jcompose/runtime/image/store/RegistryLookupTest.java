package io.jcompose.runtime.image.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.TarBytes;
import io.jcompose.runtime.image.registry.FakeRegistry;
import io.jcompose.runtime.image.store.RegistryImages.Layer;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryLookupTest {
  private static final String PATH = "team/app";
  private static final Layer LAYER = Layer.plain(new TarBytes().file("motd", "here\n").bytes());

  @TempDir private Path scratch;
  private final FakeRegistry registry = FakeRegistry.plain();
  private final RegistryImages images = new RegistryImages(registry, PATH);
  private StoreOnDisk disk;

  @BeforeEach
  void open() {
    registry.demandPassword("ann", "correct-horse");
    disk = new StoreOnDisk(scratch);
    disk.login(registry.authority(), "ann", "correct-horse");
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private ImageReference lookUp(String name) {
    return disk.open().lookUp(new ImageReference(name));
  }

  private String here(String rest) {
    return registry.authority() + "/" + PATH + rest;
  }

  @Test
  void aNameIsFoundWithTheDigestOfItsManifestAndNothingIsFetched() throws IOException {
    Digest manifest = images.image("latest", LAYER);

    assertThat(lookUp(here(""))).hasToString(here(":latest@" + manifest));

    assertThat(registry.seen()).noneMatch(request -> request.line().contains("/blobs/"));
    disk.assertBare();
  }

  @Test
  void aListIsKnownByItsOwnDigest() {
    Digest manifest = images.image("amd64", LAYER);
    Digest list = images.list("1", List.of(manifest), List.of("amd64"));

    assertThat(lookUp(here(":1"))).hasToString(here(":1@" + list));
  }

  @Test
  void aNameThatHasADigestIsNotAskedFor() {
    String exact = here(":1@sha256:" + "0".repeat(64));

    assertThat(lookUp(exact)).hasToString(exact);
    assertThat(registry.seen()).isEmpty();
  }

  @Test
  void aShortNameIsFoundAtTheFirstRegistryThatHasIt() {
    Digest manifest = images.image("1", LAYER);
    try (FakeRegistry empty = FakeRegistry.plain()) {
      disk.configure(
          "unqualified-search-registries = [\"%s\", \"%s\"]"
              .formatted(empty.authority(), registry.authority()));

      assertThat(lookUp(PATH + ":1")).hasToString(here(":1@" + manifest));
    }
  }

  @Test
  void whatTheMirrorHasIsCalledByTheNameThatWasAskedFor() {
    Digest manifest = images.image("1", LAYER);
    disk.configure(
        """
        [[registry]]
        prefix = "registry.example"
        location = "127.0.0.1:1"
        insecure = true
        [[registry.mirror]]
        location = "%s"
        insecure = true
        """
            .formatted(registry.authority()));

    assertThat(lookUp("registry.example/" + PATH + ":1"))
        .hasToString("registry.example/" + PATH + ":1@" + manifest);
  }

  @Test
  void whatNoRegistryHasIsToldInTheRegistrysWords() {
    images.image("1", LAYER);

    RuntimeFailure failure = catchThrowableOfType(RuntimeFailure.class, () -> lookUp(here(":2")));

    assertThat(failure)
        .hasMessageContaining("cannot look up image '" + here(":2") + "'")
        .hasMessageContaining("manifest unknown");
    assertThat(failure.hint()).isNotBlank();
  }
}
