package io.jcompose.runtime.image.store;

import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.document.ConfigurationDocument;
import io.jcompose.runtime.image.store.Catalogue.StoredImage;
import io.jcompose.runtime.image.store.StoreDirectory.Staging;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.Images.Damage;
import io.jcompose.scheduler.runtime.Progress;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/** Compares all that the store holds with its digests. */
final class StoreCheck {
  private static final String RELOAD = "load the image again with 'jcompose load -i FILE'";
  private final StoreDirectory directory;
  private final StoredLayers layers;

  StoreCheck(StoreDirectory directory, StoredLayers layers) {
    this.directory = directory;
    this.layers = layers;
  }

  /** Returns what is damaged. */
  List<Damage> check(Progress progress) throws IOException {
    List<Damage> found = new ArrayList<>();
    Map<Digest, List<String>> users = new LinkedHashMap<>();
    for (StoredImage image : directory.readCatalogue().images()) {
      image.kept().forEach(manifest -> check(image, manifest).ifPresent(found::add));
      try {
        for (Digest layer : ConfigurationDocument.parse(directory.readBlob(image.id())).layers()) {
          List<String> ids = users.computeIfAbsent(layer, unused -> new ArrayList<>());
          if (!ids.contains(image.id().toString())) {
            ids.add(image.id().toString());
          }
        }
      } catch (IOException | RuntimeFailure e) {
        found.add(
            new Damage(
                "the configuration of image " + image.id() + " is damaged or gone",
                "remove the image with 'jcompose image rm', and load it again",
                List.of(image.id().toString()),
                Optional.empty()));
      }
    }
    for (Map.Entry<Digest, List<String>> layer : users.entrySet()) {
      check(layer.getKey(), progress)
          .map(why -> damage(layer.getKey(), layer.getValue(), why))
          .ifPresent(found::add);
    }
    return found;
  }

  /** Nothing that runs needs a manifest, and a push does without. */
  private Optional<Damage> check(StoredImage image, KeptManifest manifest) {
    try {
      directory.readBlob(manifest.digest());
      return Optional.empty();
    } catch (IOException | RuntimeFailure e) {
      return Optional.of(
          new Damage(
              "the manifest "
                  + manifest.digest()
                  + " of image "
                  + image.id()
                  + " is damaged or gone",
              "pull or load the image again, or push it if it was made here; until then a push may"
                  + " give it another digest",
              List.of(image.id().toString()),
              Optional.empty()));
    }
  }

  /** A layer that lacks something is completed by a load; one that is damaged must go first. */
  private Damage damage(Digest layer, List<String> images, String why) {
    boolean mustGo = directory.hasLayer(layer) && !isWithoutRecord(layer);
    return new Damage(
        why,
        mustGo ? "give '--repair', and then " + RELOAD : RELOAD,
        images,
        mustGo ? Optional.of(layer.toString()) : Optional.empty());
  }

  private boolean isWithoutRecord(Digest layer) {
    try {
      return !directory.hasLayerWithRecord(layer);
    } catch (IOException | RuntimeFailure e) {
      return false;
    }
  }

  /** Returns what is wrong with a layer; empty if it is sound. */
  private Optional<String> check(Digest layer, Progress progress) {
    try {
      long size = layers.size(layer);
      String what = "layer " + layer.hex().substring(0, 12);
      layers.write(layer, new Watched(done -> progress.at(what, done, size)));
      return Optional.empty();
    } catch (RuntimeFailure e) {
      return Optional.ofNullable(e.getMessage());
    } catch (IOException | SyscallException e) {
      return Optional.of("layer " + layer + ": it cannot be read: " + e.getMessage());
    }
  }

  /** Takes a layer away, so that the next load brings it anew. Gone is gone. */
  void drop(Digest layer) throws IOException {
    try (Staging staging = directory.openStaging()) {
      directory.whileLocked(
          () -> {
            directory.discard(staging, Set.of(layer), Set.of());
            return layer;
          });
    }
  }

  /** Goes nowhere, and tells how much did. */
  private static final class Watched extends OutputStream {
    private final LongConsumer progress;
    private long done;

    Watched(LongConsumer progress) {
      this.progress = progress;
    }

    @Override
    public void write(int b) {
      progress.accept(++done);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      done += length;
      progress.accept(done);
    }
  }
}
