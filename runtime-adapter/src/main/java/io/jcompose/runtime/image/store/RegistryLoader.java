package io.jcompose.runtime.image.store;

import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.ImageLimits;
import io.jcompose.runtime.image.ImageName;
import io.jcompose.runtime.image.archive.ArchivedImage;
import io.jcompose.runtime.image.archive.ArchivedLayer;
import io.jcompose.runtime.image.archive.LayerContent;
import io.jcompose.runtime.image.document.Descriptor;
import io.jcompose.runtime.image.document.IndexDocument;
import io.jcompose.runtime.image.document.ManifestDocument;
import io.jcompose.runtime.image.document.Platform;
import io.jcompose.runtime.image.registry.RegistryClient;
import io.jcompose.runtime.image.registry.RegistryFailure;
import io.jcompose.runtime.image.registry.RemoteManifest;
import io.jcompose.runtime.image.registry.configuration.RemoteImage;
import io.jcompose.runtime.image.store.StoreDirectory.Staging;
import io.jcompose.runtime.image.unpack.LayerUnpacker;
import io.jcompose.scheduler.runtime.Progress;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings images from registries into the store: of each all or nothing. */
final class RegistryLoader {
  private static final int DEEPEST_LIST = 4;
  private static final int SHORT = 12;

  private final Host host;
  private final Registries registries;
  private final StoreDirectory directory;
  private final LayerUnpacker unpacker;
  private final ImageLimits limits;

  RegistryLoader(
      Host host,
      Registries registries,
      StoreDirectory directory,
      LayerUnpacker unpacker,
      ImageLimits limits) {
    this.host = host;
    this.registries = registries;
    this.directory = directory;
    this.unpacker = unpacker;
    this.limits = limits;
  }

  /**
   * Fetches an image from the first registry of those that may have it, and returns its id.
   *
   * @param platform which image of a list is taken
   */
  Digest pull(ImageReference reference, Platform platform, Progress progress) throws IOException {
    try (Registries.Session session = registries.open()) {
      return pull(session, reference, platform, progress);
    }
  }

  private Digest pull(
      Registries.Session session, ImageReference reference, Platform platform, Progress progress)
      throws IOException {
    RegistryFailure last = null;
    for (RemoteImage candidate : session.configuration().candidates(reference)) {
      try (Staging staging = directory.openStaging()) {
        return new OnePull(session.client(), candidate, staging, progress).run(reference, platform);
      } catch (RegistryFailure e) {
        if (!candidate.nextAfterFailure() || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        last = e;
      }
    }
    throw last != null ? last : new IllegalStateException("no registry to ask for " + reference);
  }

  /** One image on its way from one registry. */
  private final class OnePull {
    private final RegistryClient client;
    private final RemoteImage source;
    private final Staging staging;
    private final Progress progress;

    OnePull(RegistryClient client, RemoteImage source, Staging staging, Progress progress) {
      this.client = client;
      this.source = source;
      this.staging = staging;
      this.progress = progress;
    }

    Digest run(ImageReference reference, Platform platform) throws IOException {
      RemoteManifest found = manifest(platform);
      ManifestDocument manifest = ManifestDocument.parse(found.content());
      List<ArchivedImage.Part> parts =
          manifest.layers().stream()
              .map(Descriptor::digest)
              .map(layer -> new ArchivedImage.Part("", Optional.of(layer)))
              .toList();
      ArchivedImage image =
          ArchivedImage.of(
              configuration(manifest.configuration()),
              Optional.of(found.content()),
              names(reference),
              parts,
              limits);
      new Publication(directory, staging)
          .publish(List.of(image), fetch(image, manifest), Optional.of(pulled()));
      return image.id();
    }

    private Publication.Pulled pulled() {
      return new Publication.Pulled(host.clock().instant(), Place.of(source.repository()));
    }

    /** Where a short name was looked up, the image is known by its full one, too. */
    private List<ImageReference> names(ImageReference reference) {
      return reference.value().contains("@")
              || ImageName.of(reference).equals(ImageName.of(source.name()))
          ? List.of(reference)
          : List.of(reference, source.name());
    }

    private RemoteManifest manifest(Platform platform) {
      RemoteManifest found = client.fetchManifest(source.repository(), source.selector());
      for (int depth = 0; found.isList(); depth++) {
        if (depth == DEEPEST_LIST) {
          throw new RuntimeFailure(
              source + ": its lists of manifests point to each other without end",
              "ask whoever made the image to push it again");
        }
        Descriptor chosen = IndexDocument.parse(found.content()).forPlatform(platform);
        found = client.fetchManifest(source.repository(), chosen.digest().toString());
      }
      return found;
    }

    private byte[] configuration(Descriptor descriptor) throws IOException {
      if (descriptor.size() > limits.documentBytes()) {
        throw new RuntimeFailure(
            source + ": its configuration has " + descriptor.size() + " bytes",
            "ask whoever made the image why; more than "
                + limits.documentBytes()
                + " are not read");
      }
      Path file = staging.path().resolve("configuration");
      client.fetchBlob(source.repository(), descriptor, file, bytes -> {});
      return Files.readAllBytes(file);
    }

    /** Fetches and unpacks the layers that are not here, several at once. */
    private Map<Digest, UnpackedLayer> fetch(ArchivedImage image, ManifestDocument manifest)
        throws IOException {
      Map<Digest, RemoteLayer> missing = new LinkedHashMap<>();
      for (int i = 0; i < image.layers().size(); i++) {
        ArchivedLayer layer = image.layers().get(i);
        if (!directory.hasLayerWithRecord(layer.digest())) {
          missing.put(layer.digest(), new RemoteLayer(layer, manifest.layers().get(i)));
        }
      }
      return LayersAtOnce.transfer(missing, this::fetch);
    }

    private UnpackedLayer fetch(RemoteLayer remote) throws IOException {
      ArchivedLayer layer = remote.layer();
      String what = "layer " + layer.digest().hex().substring(0, SHORT);
      // by the layer, not by the blob: a bad image gives one blob out as several layers at once
      Path file = staging.path().resolve("download-" + layer.digest().hex());
      client.fetchBlob(
          source.repository(),
          remote.blob(),
          file,
          done -> progress.at(what, done, remote.blob().size()));
      try (InputStream in = Files.newInputStream(file);
          LayerContent content = LayerContent.of(layer, in, limits)) {
        return staging.unpack(layer.digest(), content, unpacker);
      } finally {
        Files.delete(file);
      }
    }
  }

  /** A layer and what a registry has of it. */
  private record RemoteLayer(ArchivedLayer layer, Descriptor blob) {}
}
