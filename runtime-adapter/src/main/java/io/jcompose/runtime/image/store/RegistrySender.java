package io.jcompose.runtime.image.store;

import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.ImageName;
import io.jcompose.runtime.image.document.ConfigurationDocument;
import io.jcompose.runtime.image.document.Descriptor;
import io.jcompose.runtime.image.document.LayoutDocuments;
import io.jcompose.runtime.image.document.LayoutDocuments.Content;
import io.jcompose.runtime.image.document.LayoutDocuments.SavedContent;
import io.jcompose.runtime.image.registry.RegistryClient;
import io.jcompose.runtime.image.registry.RemoteRepository;
import io.jcompose.runtime.image.registry.configuration.RegistriesConfiguration;
import io.jcompose.runtime.image.store.StoreDirectory.Staging;
import io.jcompose.scheduler.runtime.Progress;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/**
 * Sends images of the store to registries, layers compressed with gzip. The same image gives the
 * same bytes, so that what a registry has is not sent again.
 */
final class RegistrySender {
  private static final int BUFFER = 64 * 1024;
  private static final int SHORT = 12;

  private final Host host;
  private final Supplier<RegistryClient> clients;
  private final StoreDirectory directory;
  private final StoredLayers layers;
  private final LayoutDocuments documents = new LayoutDocuments();

  RegistrySender(
      Host host, Supplier<RegistryClient> clients, StoreDirectory directory, StoredLayers layers) {
    this.host = host;
    this.clients = clients;
    this.directory = directory;
    this.layers = layers;
  }

  /**
   * Sends the image with that id to where {@code name} says, and returns the digest of the manifest
   * that it has there.
   */
  Digest push(Digest id, ImageReference name, Progress progress) throws IOException {
    ImageName full = ImageName.of(name);
    RemoteRepository repository = RegistriesConfiguration.read(host).repository(full.repository());
    byte[] configuration = directory.readBlob(id);
    try (RegistryClient client = clients.get();
        Staging staging = directory.openStaging()) {
      Map<Digest, Content> sent = new HashMap<>();
      List<Content> all = new ArrayList<>();
      for (Digest layer : ConfigurationDocument.parse(configuration).layers()) {
        Content content = sent.get(layer);
        if (content == null) {
          content = send(client, repository, layer, staging, progress);
          sent.put(layer, content);
        }
        all.add(content);
      }
      if (!client.hasBlob(repository, id)) {
        client.uploadBlob(
            repository,
            descriptor(id, configuration.length),
            () -> new ByteArrayInputStream(configuration),
            bytes -> {});
      }
      byte[] manifest =
          documents.manifestOfGzip(new SavedContent(new Content(id, configuration.length), all));
      return client.uploadManifest(repository, full.tag(), LayoutDocuments.MANIFEST, manifest);
    }
  }

  private Content send(
      RegistryClient client,
      RemoteRepository repository,
      Digest layer,
      Staging staging,
      Progress progress)
      throws IOException {
    String what = "layer " + layer.hex().substring(0, SHORT);
    Path file = staging.path().resolve("upload-" + layer.hex());
    try {
      Digest blob = compress(layer, file);
      long size = Files.size(file);
      if (!client.hasBlob(repository, blob)) {
        client.uploadBlob(
            repository,
            descriptor(blob, size),
            () -> Files.newInputStream(file),
            done -> progress.at(what, done, size));
      }
      progress.at(what, size, size);
      return new Content(blob, size);
    } finally {
      Files.deleteIfExists(file);
    }
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
