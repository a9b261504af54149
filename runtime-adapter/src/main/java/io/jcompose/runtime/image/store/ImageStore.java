package io.jcompose.runtime.image.store;

import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.value.ArchiveReference;
import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.ImageLimits;
import io.jcompose.runtime.image.ImageName;
import io.jcompose.runtime.image.UnusableImageException;
import io.jcompose.runtime.image.UnusableImageException.Source;
import io.jcompose.runtime.image.document.ConfigurationDocument;
import io.jcompose.runtime.image.document.DerivedConfiguration;
import io.jcompose.runtime.image.document.Platform;
import io.jcompose.runtime.image.registry.RegistryClient;
import io.jcompose.runtime.image.registry.configuration.RegistryClients;
import io.jcompose.runtime.image.store.Catalogue.StoredImage;
import io.jcompose.runtime.image.unpack.LayerUnpacker;
import io.jcompose.runtime.syscall.FileCalls;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.Images;
import io.jcompose.scheduler.runtime.Progress;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.zip.ZipException;

/**
 * Door of the package: the images of this host, kept below {@code images} in the state directory.
 *
 * <p>Safe to be used by several threads and several processes at once. A process that is killed
 * while it loads leaves nothing that is ever used, and the next load removes it.
 *
 * <p>Names are kept as given and found however they are written: {@code bb:1}, {@code
 * localhost/bb:1} and {@code docker.io/library/bb:1} are one name, and a missing tag means {@code
 * latest}. An image is also found by its id, with or without {@code sha256:}, by 12 or more of its
 * first digits, and by {@code @sha256:} and the digest of its manifest.
 */
public final class ImageStore implements Images {
  private static final String ROOTFS = "rootfs:";
  private final Host host;
  private final StoreDirectory directory;
  private final ArchiveLoader loader;
  private final RegistryLoader fetcher;
  private final RegistryLookup lookup;
  private final RegistrySender sender;
  private final Platform here;
  private final LayerMaker maker;
  private final StoredLayers layers;

  /** Creates the store of {@code host}; nothing is read or written yet. */
  public ImageStore(Host host) {
    this(host, ImageLimits.DEFAULT, Platform.linux(System.getProperty("os.arch")));
  }

  ImageStore(Host host, ImageLimits limits, Platform here) {
    this(host, limits, here, () -> RegistryClients.of(host));
  }

  /**
   * Creates a store whose images come from, and go to, registries that it asks so.
   *
   * @param clients makes a client for all who fetch and send at the same time
   */
  ImageStore(Host host, ImageLimits limits, Platform here, Supplier<RegistryClient> clients) {
    FileCalls files = new FileCalls();
    this.host = host;
    this.directory = new StoreDirectory(host.state().resolve("images"), files);
    LayerUnpacker unpacker = new LayerUnpacker(files, limits);
    this.loader = new ArchiveLoader(directory, unpacker, limits, here);
    Registries registries = new Registries(host, clients);
    this.fetcher = new RegistryLoader(host, registries, directory, unpacker, limits);
    this.lookup = new RegistryLookup(registries);
    this.here = here;
    this.maker = new LayerMaker(directory, unpacker, here);
    this.layers = new StoredLayers(directory, files);
    this.sender = new RegistrySender(registries, directory, layers);
  }

  /** Writes a layer as a tar archive. */
  @FunctionalInterface
  public interface LayerSource {
    /** Writes it to its end; {@code tar} is not closed. */
    void write(OutputStream tar) throws IOException;
  }

  /**
   * What makes an image another one.
   *
   * @param name of the new image, taken from the image that had it; empty for none
   * @param layer what goes on top of the other image's layers
   */
  public record Derivation(
      Optional<ImageReference> name, DerivedConfiguration configuration, LayerSource layer) {}

  /**
   * Makes an image of another, or of none, and stores it: all of it or nothing.
   *
   * @param baseId as in {@link Image#id}; a {@code rootfs:} directory, which is no image, stands
   *     for none
   * @throws RuntimeFailure if the other image is not here, or the disk is full
   */
  public Image derive(String baseId, Derivation derivation) {
    Optional<Digest> base =
        baseId.startsWith(ROOTFS) ? Optional.empty() : Optional.of(Digest.parse(baseId));
    try {
      Digest id = maker.make(base, derivation);
      return image(readCatalogue().byId(id).orElseThrow(() -> absent(id.toString())));
    } catch (IOException | SyscallException e) {
      throw new RuntimeFailure("cannot make an image: " + reason(e), hint(), e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws RuntimeFailure if the start of an id fits several images
   */
  @Override
  public Optional<Image> find(ImageReference reference) {
    Optional<String> rootfs = reference.rootfs();
    if (rootfs.isPresent()) {
      return rootfs
          .filter(directory -> Files.isDirectory(onHost(directory)))
          .map(directory -> directoryImage(reference, directory));
    }
    List<StoredImage> meant = readCatalogue().meantBy(reference);
    if (meant.size() > 1) {
      throw ambiguous(reference, meant.size());
    }
    return meant.stream().findFirst().map(this::image);
  }

  @Override
  public List<Image> list() {
    Comparator<Image> byFirstName =
        Comparator.comparing(
            image -> image.names().stream().findFirst().map(ImageReference::value).orElse("~"));
    return readCatalogue().images().stream()
        .map(this::image)
        .sorted(byFirstName.thenComparing(Image::id))
        .toList();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Understood are {@code docker save} archives and OCI image layouts, in a tar or as a
   * directory, and {@code dir:} directories of skopeo, with plain, gzip or zstd layers; where an
   * index offers several platforms, this machine's is taken. A name the archive brings is taken
   * from the image that had it. Not interruptible.
   *
   * @throws UnusableImageException if the archive is none, is damaged, is too large, or holds an
   *     entry that could leave its layer
   */
  @Override
  public List<Image> load(Path archive, Progress progress) {
    String what = "cannot load '" + archive + "'";
    if (!Files.isRegularFile(archive) && !Files.isDirectory(archive)) {
      throw new RuntimeFailure(
          what + ": there is no such file", "name a file written by 'docker save -o FILE' with -i");
    }
    return during(what, Source.ARCHIVE, () -> images(loader.load(archive, progress)));
  }

  @Override
  public List<Image> load(InputStream archive, Progress progress) {
    return during(
        "cannot load images", Source.ARCHIVE, () -> images(loader.load(archive, progress)));
  }

  private List<Image> images(Set<Digest> ids) {
    Catalogue catalogue = readCatalogue();
    return ids.stream().map(catalogue::byId).flatMap(Optional::stream).map(this::image).toList();
  }

  @Override
  public Image tag(ImageReference image, ImageReference name) {
    if (!name.isName() || name.value().contains("@")) {
      throw new RuntimeFailure(
          "'" + name + "' cannot be given to an image",
          "write a name with a tag, such as 'registry.example.com/app:1'");
    }
    try (StoreDirectory.Staging staging = directory.openStaging()) {
      return directory.whileLocked(
          () -> {
            Catalogue before = directory.readCatalogue();
            StoredImage meant = one(before, image);
            Catalogue after = before.with(meant.called(name));
            if (!after.equals(before)) {
              staging.makeCatalogue(after);
              directory.publishCatalogue(staging);
            }
            return image(one(after, name));
          });
    } catch (IOException | SyscallException e) {
      throw new RuntimeFailure("cannot tag image '" + image + "': " + reason(e), hint(), e);
    }
  }

  @Override
  public Optional<Details> details(ImageReference reference) {
    if (find(reference).isEmpty() || reference.rootfs().isPresent()) {
      return Optional.empty();
    }
    StoredImage stored = one(readCatalogue(), reference);
    try {
      byte[] text = directory.readBlob(stored.id());
      List<Layer> all = new ArrayList<>();
      for (Digest layer : ConfigurationDocument.parse(text).layers()) {
        long size = directory.hasLayer(layer) ? directory.layerNote(layer).bytes() : 0;
        all.add(new Layer(layer.toString(), size));
      }
      return Optional.of(new Details(image(stored), new String(text, StandardCharsets.UTF_8), all));
    } catch (IOException e) {
      throw new RuntimeFailure("cannot read image " + stored.id() + ": " + reason(e), hint(), e);
    }
  }

  @Override
  public void save(
      List<ImageReference> images, ArchiveFormat format, OutputStream out, Progress progress) {
    Catalogue catalogue = readCatalogue();
    Map<StoredImage, Set<ImageName>> wanted = new LinkedHashMap<>();
    for (ImageReference reference : images) {
      if (reference.rootfs().isPresent()) {
        throw new RuntimeFailure(
            "cannot save '" + reference + "': it is a directory of this host and no image",
            "make an image of a container of it with 'jcompose commit'");
      }
      StoredImage image = one(catalogue, reference);
      Set<ImageName> names = wanted.computeIfAbsent(image, unused -> new LinkedHashSet<>());
      ImageName name = ImageName.of(reference);
      image.names().stream()
          .filter(stored -> stored.isName() && name.digest().isEmpty())
          .filter(stored -> ImageName.of(stored).equals(name))
          .map(ImageName::forOthers)
          .forEach(names::add);
    }
    try {
      new ImageSaver(directory, layers).save(wanted, format, out, progress);
    } catch (IOException | SyscallException e) {
      throw new RuntimeFailure(
          "cannot save images: " + reason(e), "write them to a place with enough room", e);
    }
  }

  @Override
  public List<Damage> check(Progress progress) {
    try {
      return new StoreCheck(directory, layers).check(progress);
    } catch (IOException | SyscallException e) {
      throw new RuntimeFailure("cannot check the images: " + reason(e), hint(), e);
    }
  }

  @Override
  public void dropLayer(String digest) {
    try {
      new StoreCheck(directory, layers).drop(Digest.parse(digest));
    } catch (IOException | SyscallException e) {
      throw new RuntimeFailure("cannot remove layer " + digest + ": " + reason(e), hint(), e);
    }
  }

  /** Returns the only image that is meant. */
  private StoredImage one(Catalogue catalogue, ImageReference reference) {
    List<StoredImage> meant = catalogue.meantBy(reference);
    if (meant.size() > 1) {
      throw ambiguous(reference, meant.size());
    }
    return meant.stream().findFirst().orElseThrow(() -> absent(reference.value()));
  }

  private static RuntimeFailure ambiguous(ImageReference reference, int count) {
    return new RuntimeFailure(
        "'" + reference + "' is the start of " + count + " images' ids",
        "write more digits of the id; 'jcompose images' shows them");
  }

  /**
   * {@inheritDoc}
   *
   * <p>Which registry is asked, and as whom, say the files that podman reads: {@code
   * registries.conf}, {@code auth.json} and {@code certs.d}. What an archive has is loaded, and
   * called by this reference alone.
   */
  @Override
  public Image pull(ImageReference reference, Optional<String> platform, Progress progress) {
    String what = "cannot pull image '" + reference + "'";
    if (reference.rootfs().isPresent()) {
      throw new RuntimeFailure(
          what + ": it is a directory of this host", "make the directory, or name an image");
    }
    Optional<ArchiveReference> archive = reference.archive();
    return during(
        what,
        archive.isPresent() ? Source.ARCHIVE : Source.REGISTRY,
        () -> {
          Platform wanted = platform.map(text -> Platform.parse(text, here)).orElse(here);
          Digest id =
              archive.isPresent()
                  ? loader.load(reference, existing(archive.get()), wanted, progress)
                  : fetcher.pull(reference, wanted, progress);
          return image(readCatalogue().byId(id).orElseThrow(() -> absent(id.toString())));
        });
  }

  private static ArchiveReference existing(ArchiveReference archive) {
    boolean directory =
        switch (archive.form()) {
          case OCI, DIR -> true;
          case DOCKER_ARCHIVE, OCI_ARCHIVE -> false;
        };
    Path path = Path.of(archive.path());
    if (directory ? Files.isDirectory(path) : Files.isRegularFile(path)) {
      return archive;
    }
    throw new RuntimeFailure(
        "there is no " + (directory ? "directory " : "file ") + path,
        "name what 'skopeo copy', 'podman save' or 'docker save' wrote");
  }

  @Override
  public ImageReference lookUp(ImageReference reference) {
    String what = "cannot look up image '" + reference + "'";
    if (!reference.isName()) {
      throw new RuntimeFailure(what + ": it is on this host", "name an image that a registry has");
    }
    return reference.value().contains("@")
        ? reference
        : during(what, Source.REGISTRY, () -> lookup.lookUp(reference));
  }

  @Override
  public String push(ImageReference reference, Progress progress) {
    String what = "cannot push image '" + reference + "'";
    Image image =
        find(reference)
            .filter(found -> reference.isName())
            .orElseThrow(
                () ->
                    new RuntimeFailure(
                        what + ": it is not on this host",
                        "'jcompose image ls' shows the images that are here"));
    return during(
        what,
        Source.REGISTRY,
        () -> sender.push(Digest.parse(image.id()), reference, progress).toString());
  }

  /** Does {@code work}; a failure is told with what was being done in front. */
  private <T> T during(String what, Source source, StoreDirectory.Work<T> work) {
    try {
      return work.run();
    } catch (UnusableImageException e) {
      throw e.during(what, source);
    } catch (RuntimeFailure e) {
      throw new RuntimeFailure(what + ": " + e.getMessage(), e.hint(), e);
    } catch (ZipException | EOFException e) {
      throw UnusableImageException.damaged("its compressed data are damaged or cut off")
          .during(what, source);
    } catch (IOException | SyscallException e) {
      throw new RuntimeFailure(what + ": " + reason(e), hint(), e);
    }
  }

  @Override
  public void remove(ImageReference reference) {
    if (reference.rootfs().isPresent()) {
      return;
    }
    try {
      new ImageRemoval(directory).remove(reference);
    } catch (IOException | SyscallException e) {
      throw new RuntimeFailure("cannot remove image '" + reference + "': " + reason(e), hint(), e);
    }
  }

  /**
   * Returns the directories that make up an image's root file system, top-most first: the order of
   * overlayfs' {@code lowerdir}. Each directory occurs once. They must not be changed.
   *
   * @param imageId as in {@link Image#id}: {@code sha256:} and 64 digits, or {@code rootfs:/PATH}
   * @throws RuntimeFailure if there is no such image, or a directory is gone
   */
  public List<Path> layers(String imageId) {
    if (imageId.startsWith(ROOTFS)) {
      return List.of(existingDirectory(imageId.substring(ROOTFS.length())));
    }
    StoredImage image =
        readCatalogue().byId(Digest.parse(imageId)).orElseThrow(() -> absent(imageId));
    List<Path> layers = image.layers().stream().map(directory::layerTree).toList();
    for (Path layer : layers) {
      if (!Files.isDirectory(layer)) {
        throw new RuntimeFailure(
            "image '" + imageId + "' is incomplete: " + layer + " is gone",
            "load the image again with 'jcompose load -i FILE'");
      }
    }
    return layers;
  }

  private static RuntimeFailure absent(String imageId) {
    return new RuntimeFailure(
        "there is no image '" + imageId + "'", "run 'jcompose images' to see what there is");
  }

  private Image image(StoredImage stored) {
    try {
      ConfigurationDocument configuration =
          ConfigurationDocument.parse(directory.readBlob(stored.id()));
      return new Image(
          stored.id().toString(),
          stored.manifest().map(Digest::toString),
          stored.names(),
          stored.sizeBytes(),
          configuration.created(),
          stored.pulled(),
          configuration.config());
    } catch (IOException e) {
      throw new RuntimeFailure("cannot read image " + stored.id() + ": " + reason(e), hint(), e);
    }
  }

  private Catalogue readCatalogue() {
    try {
      return directory.readCatalogue();
    } catch (IOException e) {
      throw new RuntimeFailure("cannot read the names of images: " + reason(e), hint(), e);
    }
  }

  private Image directoryImage(ImageReference reference, String path) {
    Path existing = existingDirectory(path);
    try {
      Instant created = Files.getLastModifiedTime(existing).toInstant();
      return new Image(
          reference.value(),
          Optional.empty(),
          List.of(reference),
          0,
          created,
          Optional.empty(),
          ImageConfig.EMPTY);
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot use '" + reference + "': " + reason(e),
          "name a directory that can be read after 'rootfs:'",
          e);
    }
  }

  private Path onHost(String path) {
    return host.root().resolve(Path.of("/").relativize(Path.of(path)));
  }

  private Path existingDirectory(String path) {
    Path existing = onHost(path);
    if (!Files.isDirectory(existing)) {
      throw new RuntimeFailure(
          "cannot use '" + ROOTFS + path + "': " + existing + " is not a directory",
          "name a directory that holds a root file system after 'rootfs:', such as 'rootfs:/'");
    }
    return existing;
  }

  private static String reason(Exception e) {
    return e instanceof FileSystemException file && file.getReason() != null
        ? file.getFile() + ": " + file.getReason()
        : String.valueOf(e.getMessage());
  }

  private String hint() {
    return "make "
        + host.state()
        + " writable for this user and free some space there, or name another directory with"
        + " JCOMPOSE_STATE";
  }
}
