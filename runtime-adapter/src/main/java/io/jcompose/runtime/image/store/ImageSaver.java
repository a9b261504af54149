package io.jcompose.runtime.image.store;

import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.ImageName;
import io.jcompose.runtime.image.document.ConfigurationDocument;
import io.jcompose.runtime.image.document.LayoutDocuments;
import io.jcompose.runtime.image.document.LayoutDocuments.Content;
import io.jcompose.runtime.image.document.LayoutDocuments.Listed;
import io.jcompose.runtime.image.document.LayoutDocuments.SavedContent;
import io.jcompose.runtime.image.store.Catalogue.StoredImage;
import io.jcompose.runtime.image.tar.EntryKind;
import io.jcompose.runtime.image.tar.EntryName;
import io.jcompose.runtime.image.tar.TarEntry;
import io.jcompose.runtime.image.tar.TarWriter;
import io.jcompose.scheduler.runtime.Images.ArchiveFormat;
import io.jcompose.scheduler.runtime.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes images as one archive: an OCI image layout in a tar, and for Docker its own list beside
 * it. The same images give the same bytes.
 */
final class ImageSaver {
  private static final TarEntry.Moment NO_TIME = new TarEntry.Moment(0, 0);
  private static final String CONTAINERD_NAME = "io.containerd.image.name";
  private static final String OCI_NAME = "org.opencontainers.image.ref.name";
  private final StoreDirectory directory;
  private final StoredLayers layers;
  private final LayoutDocuments documents = new LayoutDocuments();

  ImageSaver(StoreDirectory directory, StoredLayers layers) {
    this.directory = directory;
    this.layers = layers;
  }

  /**
   * Writes the archive.
   *
   * @param names the images, each with the names it is to have in the archive
   */
  void save(
      Map<StoredImage, Set<ImageName>> names,
      ArchiveFormat format,
      OutputStream out,
      Progress progress)
      throws IOException {
    Map<Digest, byte[]> texts = new LinkedHashMap<>();
    Map<Digest, Long> layerSizes = new LinkedHashMap<>();
    List<Listed> index = new ArrayList<>();
    Map<SavedContent, List<String>> tags = new LinkedHashMap<>();
    Map<String, Digest> topLayers = new LinkedHashMap<>();
    for (Map.Entry<StoredImage, Set<ImageName>> image : names.entrySet()) {
      byte[] configuration = directory.readBlob(image.getKey().id());
      ConfigurationDocument said = ConfigurationDocument.parse(configuration);
      for (Digest layer : said.layers()) {
        layerSizes.put(layer, layers.size(layer));
      }
      SavedContent content =
          new SavedContent(
              new Content(image.getKey().id(), configuration.length),
              contents(said.layers(), layerSizes));
      byte[] manifest = documents.manifest(content);
      Content manifestContent = new Content(Digest.of(manifest), manifest.length);
      texts.put(image.getKey().id(), configuration);
      texts.put(manifestContent.digest(), manifest);
      List<Map<String, String>> annotations =
          image.getValue().isEmpty()
              ? List.of(Map.of())
              : image.getValue().stream().map(name -> annotations(name, format)).toList();
      annotations.forEach(each -> index.add(new Listed(manifestContent, said.platform(), each)));
      tags.put(content, image.getValue().stream().map(ImageName::familiar).toList());
      Digest top = said.layers().get(said.layers().size() - 1);
      image.getValue().forEach(name -> topLayers.put(name.familiar(), top));
    }
    Writing writing = new Writing(out, progress);
    writing.blobs(texts, layerSizes);
    writing.file("index.json", documents.index(index));
    if (format == ArchiveFormat.DOCKER_ARCHIVE) {
      writing.file("manifest.json", documents.dockerList(tags));
    }
    writing.file("oci-layout", documents.layout());
    if (format == ArchiveFormat.DOCKER_ARCHIVE && !topLayers.isEmpty()) {
      writing.file("repositories", documents.repositories(topLayers));
    }
    writing.finish();
  }

  private static List<Content> contents(List<Digest> digests, Map<Digest, Long> sizes) {
    List<Content> contents = new ArrayList<>();
    for (Digest digest : digests) {
      contents.add(new Content(digest, sizes.getOrDefault(digest, 0L)));
    }
    return contents;
  }

  /** Docker puts the tag alone in the annotation where podman and skopeo expect the name. */
  private static Map<String, String> annotations(ImageName name, ArchiveFormat format) {
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put(CONTAINERD_NAME, name.full());
    annotations.put(OCI_NAME, format == ArchiveFormat.DOCKER_ARCHIVE ? name.tag() : name.full());
    return annotations;
  }

  /** The archive as far as it is written. */
  private final class Writing {
    private final TarWriter tar;
    private final Progress progress;

    Writing(OutputStream out, Progress progress) {
      this.tar = new TarWriter(out);
      this.progress = progress;
    }

    void blobs(Map<Digest, byte[]> texts, Map<Digest, Long> layerSizes) throws IOException {
      directory("blobs/");
      directory("blobs/sha256/");
      Set<String> sorted = new TreeSet<>();
      texts.keySet().forEach(digest -> sorted.add(digest.hex()));
      layerSizes.keySet().forEach(digest -> sorted.add(digest.hex()));
      for (String hex : sorted) {
        Digest digest = new Digest(hex);
        byte[] text = texts.get(digest);
        if (text != null) {
          file(LayoutDocuments.blobName(digest), text);
        } else {
          layer(digest, layerSizes.getOrDefault(digest, 0L));
        }
      }
    }

    private void layer(Digest layer, long size) throws IOException {
      tar.begin(entry(LayoutDocuments.blobName(layer), EntryKind.FILE, 0444, size));
      String what = "layer " + layer.hex().substring(0, 12);
      try (OutputStream content = tar.content(done -> progress.at(what, done, size))) {
        layers.write(layer, content);
      }
    }

    private void directory(String name) throws IOException {
      tar.begin(entry(name, EntryKind.DIRECTORY, 0755, 0));
    }

    void file(String name, byte[] content) throws IOException {
      tar.begin(entry(name, EntryKind.FILE, 0444, content.length));
      tar.write(content, content.length);
    }

    void finish() throws IOException {
      tar.finish();
    }

    private TarEntry entry(String name, EntryKind kind, int mode, long size) {
      return new TarEntry(
          EntryName.of(name),
          kind,
          EntryName.of(""),
          mode,
          0,
          0,
          NO_TIME,
          NO_TIME,
          0,
          0,
          size,
          List.of(),
          0,
          Map.of());
    }
  }
}
