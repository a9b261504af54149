package io.jcompose.runtime.image.archive;

import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.ImageLimits;
import io.jcompose.runtime.image.ImageName;
import io.jcompose.runtime.image.UnusableImageException;
import io.jcompose.runtime.image.document.Descriptor;
import io.jcompose.runtime.image.document.IndexDocument;
import io.jcompose.runtime.image.document.ManifestDocument;
import io.jcompose.runtime.image.document.Platform;
import io.jcompose.runtime.image.document.SavedImages;
import io.jcompose.runtime.image.document.SavedImages.SavedImage;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Door of the package: an open archive of images.
 *
 * <p>Understands {@code docker save} in all its versions and OCI image layouts, in a tar or as
 * directories, and the directories of skopeo's {@code dir:}. A tar may be compressed with gzip or
 * zstd as a whole. Documents are verified when they are read, layers by {@link LayerContent}. For
 * one thread.
 */
public final class ImageArchive implements Closeable {
  private static final String DOCKER_LIST = "manifest.json";
  private static final String OCI_INDEX = "index.json";
  private static final String DIRECTORY_VERSION = "version";
  private static final int DEEPEST_INDEX = 4;
  private static final Pattern DIGEST_NAMED =
      Pattern.compile("(?:blobs/sha256/)?([0-9a-f]{64})(?:\\.json)?");
  private static final String CONTAINERD_NAME = "io.containerd.image.name";
  private static final String OCI_NAME = "org.opencontainers.image.ref.name";

  private final ArchiveContent file;
  private final ImageLimits limits;
  private final Platform here;

  private ImageArchive(ArchiveContent file, ImageLimits limits, Platform here) {
    this.file = file;
    this.limits = limits;
    this.here = here;
  }

  /**
   * Opens an archive.
   *
   * @param archive a file or a directory
   * @param scratch a directory for the expanded form of a compressed archive; the caller removes it
   * @param here the platform images are wanted for
   * @throws UnusableImageException if it is a file, but no tar archive
   */
  public static ImageArchive open(Path archive, Path scratch, ImageLimits limits, Platform here)
      throws IOException {
    return new ImageArchive(
        Files.isDirectory(archive)
            ? ArchiveDirectory.open(archive)
            : ArchiveFile.open(expanded(archive, scratch, limits), limits),
        limits,
        here);
  }

  private static Path expanded(Path archive, Path scratch, ImageLimits limits) throws IOException {
    try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(archive))) {
      Compression compression = Compression.of(in);
      if (compression == Compression.NONE) {
        return archive;
      }
      // layers are read by their place in the file, which a compressed file cannot offer
      Path plain = scratch.resolve("archive.tar");
      try (InputStream expanded = compression.expand(in, limits, "the archive")) {
        Files.copy(expanded, plain);
      }
      return plain;
    }
  }

  /**
   * Returns the images of the archive, for the platform wanted where there is a choice.
   *
   * @throws UnusableImageException if the archive holds none, or one of them is malformed
   */
  public List<ArchivedImage> images() throws IOException {
    return labelled().stream().map(Labelled::image).toList();
  }

  private List<Labelled> labelled() throws IOException {
    List<Labelled> images = new ArrayList<>();
    if (file.has(DIRECTORY_VERSION) && file.has(DOCKER_LIST)) {
      images.add(new Labelled(directoryImage(), Set.of()));
    } else if (file.has(DOCKER_LIST)) {
      byte[] list = file.readDocument(DOCKER_LIST, limits);
      for (SavedImage saved : SavedImages.parse(list).images()) {
        images.add(new Labelled(savedImage(saved), new LinkedHashSet<>(saved.names())));
      }
    } else if (file.has(OCI_INDEX)) {
      images.addAll(layoutImages(file.readDocument(OCI_INDEX, limits)));
    } else {
      throw UnusableImageException.unsupported(
          "it holds neither 'manifest.json', as 'docker save' writes it, nor the 'index.json' of an"
              + " OCI image layout");
    }
    if (images.isEmpty()) {
      throw UnusableImageException.damaged("it lists no image");
    }
    return images;
  }

  /**
   * Returns one image of the archive, as {@link #images} does all.
   *
   * @param which one of its names, a tag alone where the archive has no more, or {@code @} and its
   *     number from 0 on; empty for the only one
   * @throws RuntimeFailure if there is no such image, or several
   */
  public ArchivedImage image(Optional<String> which) throws IOException {
    List<Labelled> all = labelled();
    List<Labelled> meant = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      String number = "@" + i;
      Labelled each = all.get(i);
      if (which.filter(text -> !text.equals(number) && !each.isCalled(text)).isEmpty()) {
        meant.add(each);
      }
    }
    if (meant.size() == 1) {
      return meant.get(0).image();
    }
    throw new RuntimeFailure(
        which
            .map(
                text ->
                    "it has "
                        + (meant.isEmpty() ? "no" : "more than one")
                        + " image '"
                        + text
                        + "'")
            .orElse("it has " + all.size() + " images"),
        "say which image is meant, with ':NAME' behind the archive; it has " + shown(all));
  }

  private static String shown(List<Labelled> all) {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      shown.add(all.get(i).labels().stream().findFirst().orElse("@" + i));
    }
    return String.join(", ", shown);
  }

  /**
   * An image, and what the archive calls it.
   *
   * @param labels as they are written, tags alone too
   */
  private record Labelled(ArchivedImage image, Set<String> labels) {
    boolean isCalled(String text) {
      return labels.contains(text)
          || image.names().stream()
              .map(ImageName::of)
              .map(Optional::of)
              .anyMatch(named(text)::equals);
    }

    private static Optional<ImageName> named(String text) {
      try {
        return Optional.of(ImageName.of(new ImageReference(text)));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }

  /** Opens a layer of one of {@link #images}; the progress is told how many bytes were read. */
  public LayerContent open(ArchivedLayer layer, LongConsumer progress) throws IOException {
    return LayerContent.of(layer, file.open(layer.file(), progress), limits);
  }

  /** Returns how many bytes a layer takes in the archive. */
  public long size(ArchivedLayer layer) throws IOException {
    return file.size(layer.file());
  }

  private ArchivedImage savedImage(SavedImage saved) throws IOException {
    byte[] configuration = file.readDocument(saved.configuration(), limits);
    Digest id = Digest.of(configuration);
    Optional<Digest> named = digestInName(saved.configuration());
    if (named.filter(digest -> !digest.equals(id)).isPresent()) {
      throw UnusableImageException.damaged(
          "'" + saved.configuration() + "' has the digest " + id + " instead");
    }
    Set<ImageReference> names = new LinkedHashSet<>();
    saved.names().forEach(name -> names.add(reference(name)));
    List<ArchivedImage.Part> parts = new ArrayList<>();
    saved.layers().forEach(layer -> parts.add(new ArchivedImage.Part(layer, blobInName(layer))));
    return ArchivedImage.of(configuration, Optional.empty(), List.copyOf(names), parts, limits);
  }

  private static Optional<Digest> digestInName(String file) {
    Matcher name = DIGEST_NAMED.matcher(file);
    return name.matches() ? Optional.of(new Digest(name.group(1))) : Optional.empty();
  }

  /** Only below {@code blobs} is a layer named by its own digest; elsewhere it is an old id. */
  private static Optional<Digest> blobInName(String file) {
    return file.startsWith("blobs/") ? digestInName(file) : Optional.empty();
  }

  private List<Labelled> layoutImages(byte[] index) throws IOException {
    List<Labelled> images = new ArrayList<>();
    List<Descriptor> manifests = IndexDocument.parse(index).manifests();
    List<Descriptor> wanted =
        manifests.stream().filter(each -> each.platform().map(here::runs).orElse(true)).toList();
    if (wanted.isEmpty() && !manifests.isEmpty()) {
      wanted = List.of(new IndexDocument(manifests).forPlatform(here)); // fails, and says why
    }
    for (Descriptor descriptor : wanted) {
      images.add(new Labelled(layoutImage(descriptor), labels(descriptor.annotations())));
    }
    return images;
  }

  private ArchivedImage layoutImage(Descriptor named) throws IOException {
    Descriptor descriptor = named;
    for (int depth = 0; IndexDocument.isIndex(descriptor); depth++) {
      if (depth == DEEPEST_INDEX) {
        throw UnusableImageException.damaged("its indexes point to each other without end");
      }
      byte[] index = readBlob(descriptor.digest());
      descriptor = IndexDocument.parse(index).forPlatform(here);
    }
    return manifestImage(
        readBlob(descriptor.digest()), ImageArchive::blobName, names(named.annotations()));
  }

  /** The directory's one image; of several platforms' manifests each has a file of its own. */
  private ArchivedImage directoryImage() throws IOException {
    byte[] document = file.readDocument(DOCKER_LIST, limits);
    if (IndexDocument.isIndex(document)) {
      Digest fitting = IndexDocument.parse(document).forPlatform(here).digest();
      document = file.readBlob(fitting.hex() + ".manifest.json", fitting, limits);
    }
    return manifestImage(document, Digest::hex, Set.of());
  }

  private ArchivedImage manifestImage(
      byte[] document, Function<Digest, String> blobName, Set<ImageReference> names)
      throws IOException {
    ManifestDocument manifest = ManifestDocument.parse(document);
    Digest id = manifest.configuration().digest();
    List<ArchivedImage.Part> parts =
        manifest.layers().stream()
            .map(Descriptor::digest)
            .map(layer -> new ArchivedImage.Part(blobName.apply(layer), Optional.of(layer)))
            .toList();
    return ArchivedImage.of(
        file.readBlob(blobName.apply(id), id, limits),
        Optional.of(document),
        List.copyOf(names),
        parts,
        limits);
  }

  private byte[] readBlob(Digest digest) throws IOException {
    return file.readBlob(blobName(digest), digest, limits);
  }

  private static String blobName(Digest digest) {
    return "blobs/sha256/" + digest.hex();
  }

  private static Set<String> labels(Map<String, String> annotations) {
    Set<String> labels = new LinkedHashSet<>();
    for (String key : List.of(CONTAINERD_NAME, OCI_NAME)) {
      Optional.ofNullable(annotations.get(key))
          .filter(text -> !text.isEmpty())
          .ifPresent(labels::add);
    }
    return labels;
  }

  /** A bare tag, which some writers put in the OCI annotation, names no image. */
  private static Set<ImageReference> names(Map<String, String> annotations) {
    Set<ImageReference> names = new LinkedHashSet<>();
    String containerd = annotations.getOrDefault(CONTAINERD_NAME, "");
    String oci = annotations.getOrDefault(OCI_NAME, "");
    if (!containerd.isEmpty()) {
      names.add(reference(containerd));
    } else if (oci.contains(":") || oci.contains("/")) {
      names.add(reference(oci));
    }
    return names;
  }

  private static ImageReference reference(String name) {
    try {
      return new ImageReference(name);
    } catch (IllegalArgumentException e) {
      throw UnusableImageException.damaged(
          "it names an image in an impossible way: " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
