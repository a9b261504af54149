package io.jcompose.runtime.image.store;

import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.ImageName;
import io.jcompose.runtime.image.document.ConfigurationDocument;
import io.jcompose.runtime.image.document.Descriptor;
import io.jcompose.runtime.image.document.LayerBlob;
import io.jcompose.runtime.image.document.LayerFormat;
import io.jcompose.runtime.image.document.LayoutDocuments;
import io.jcompose.runtime.image.document.LayoutDocuments.Content;
import io.jcompose.runtime.image.registry.RegistryClient;
import io.jcompose.runtime.image.registry.RemoteRepository;
import io.jcompose.runtime.image.store.KnownBlobs.KnownBlob;
import io.jcompose.runtime.image.store.PushPlan.WantedLayer;
import io.jcompose.runtime.image.store.StoreDirectory.Staging;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.Progress;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * Sends images of the store to registries, of each only what the registry lacks. A layer that is
 * known to exist there as some blob is taken as that, from another repository if need be; one that
 * is not is compressed with gzip, the same layer to the same bytes. Where all layers of a manifest
 * that the image has come together so, that very manifest is sent, so that its digest stays.
 */
final class RegistrySender {
  private static final int BUFFER = 64 * 1024;
  private static final int SHORT = 12;

  /** Of many places that have a blob, a registry that refuses a few will refuse all. */
  private static final int MOST_MOUNTS = 3;

  private final Registries registries;
  private final StoreDirectory directory;
  private final StoredLayers layers;
  private final LayoutDocuments documents = new LayoutDocuments();

  RegistrySender(Registries registries, StoreDirectory directory, StoredLayers layers) {
    this.registries = registries;
    this.directory = directory;
    this.layers = layers;
  }

  /**
   * Sends the image with that id to where {@code name} says, and returns the digest of the manifest
   * that it has there.
   */
  Digest push(Digest id, ImageReference name, Progress progress) throws IOException {
    ImageName full = ImageName.of(name);
    try (Registries.Session session = registries.open();
        Staging staging = directory.openStaging()) {
      RemoteRepository target = session.configuration().repository(full.repository());
      return new OnePush(session.client(), target, staging, progress).run(id, full.tag());
    }
  }

  /** One image on its way to one repository. */
  private final class OnePush {
    private final RegistryClient client;
    private final RemoteRepository target;
    private final Staging staging;
    private final Progress progress;

    OnePush(RegistryClient client, RemoteRepository target, Staging staging, Progress progress) {
      this.client = client;
      this.target = target;
      this.staging = staging;
      this.progress = progress;
    }

    Digest run(Digest id, String tag) throws IOException {
      byte[] configuration = directory.readBlob(id);
      PushPlan plan =
          PushPlan.of(
              directory, id, ConfigurationDocument.parse(configuration).layers(), Place.of(target));
      List<LayerBlob> sent = sendLayers(plan.layers());
      if (!isThere(id, plan.configurationPlaces())) {
        client.uploadBlob(
            target,
            descriptor(id, configuration.length),
            () -> new ByteArrayInputStream(configuration),
            bytes -> {});
      }
      Optional<KeptManifest.Read> kept = plan.manifestOf(sent);
      byte[] manifest =
          kept.map(KeptManifest.Read::bytes)
              .orElseGet(() -> documents.manifest(new Content(id, configuration.length), sent));
      String mediaType =
          kept.map(each -> each.document().mediaType()).orElse(LayoutDocuments.MANIFEST);
      Digest digest = client.uploadManifest(target, tag, mediaType, manifest);
      note(id, digest, manifest, sent);
      return digest;
    }

    /** Sends several at once, one that occurs twice once. */
    private List<LayerBlob> sendLayers(List<WantedLayer> wanted) throws IOException {
      Map<WantedLayer, WantedLayer> distinct = new LinkedHashMap<>();
      wanted.forEach(layer -> distinct.put(layer, layer));
      Map<WantedLayer, LayerBlob> sent = LayersAtOnce.transfer(distinct, this::send);
      return wanted.stream().map(sent::get).toList();
    }

    private LayerBlob send(WantedLayer wanted) throws IOException {
      for (KnownBlob known : wanted.blobs()) {
        LayerBlob blob = known.blob();
        if (isThere(blob.digest(), known.places())) {
          progress.at(what(wanted.layer()), blob.size(), blob.size());
          return blob;
        }
      }
      return compressAndSend(wanted.layer());
    }

    /** Returns whether the repository has a blob, or takes it over from one beside it. */
    private boolean isThere(Digest blob, Set<Place> places) {
      return client.hasBlob(target, blob)
          || places.stream()
              .filter(place -> place.authority().equals(target.authority()))
              .filter(place -> !place.equals(Place.of(target)))
              .limit(MOST_MOUNTS)
              .anyMatch(place -> client.mountBlob(target, blob, place.beside(target)));
    }

    private LayerBlob compressAndSend(Digest layer) throws IOException {
      Path file = Files.createTempFile(staging.path(), "upload-", "");
      try {
        Digest digest = compress(layer, file);
        long size = Files.size(file);
        if (!client.hasBlob(target, digest)) {
          client.uploadBlob(
              target,
              descriptor(digest, size),
              () -> Files.newInputStream(file),
              done -> progress.at(what(layer), done, size));
        }
        progress.at(what(layer), size, size);
        return new LayerBlob(LayerFormat.GZIP, digest, size);
      } finally {
        Files.deleteIfExists(file);
      }
    }

    /**
     * Keeps what is known now of the image. The push is done, whatever becomes of this: without it
     * the next one asks more, and compresses again.
     */
    private void note(Digest id, Digest digest, byte[] manifest, List<LayerBlob> sent) {
      Set<Digest> blobs = new LinkedHashSet<>();
      sent.forEach(blob -> blobs.add(blob.digest()));
      KeptManifest pushed = new KeptManifest(digest, Set.of(Place.of(target)), blobs);
      try {
        new Publication(directory, staging).publishManifest(id, pushed, manifest);
      } catch (IOException | SyscallException | RuntimeFailure e) {
        // as on a full disk; nothing is half-written
      }
    }
  }

  private static String what(Digest layer) {
    return "layer " + layer.hex().substring(0, SHORT);
  }

  private static Descriptor descriptor(Digest digest, long size) {
    return new Descriptor(Optional.empty(), digest, size, Optional.empty(), Map.of());
  }

  private Digest compress(Digest layer, Path file) throws IOException {
    MessageDigest sum = Digest.sha256();
    try (OutputStream out =
        new GZIPOutputStream(
            new BufferedOutputStream(
                new DigestOutputStream(Files.newOutputStream(file), sum), BUFFER),
            BUFFER)) {
      layers.write(layer, out);
    }
    return Digest.ofFinished(sum.digest());
  }
}
