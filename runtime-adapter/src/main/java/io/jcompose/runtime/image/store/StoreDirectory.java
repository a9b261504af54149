package io.jcompose.runtime.image.store;

import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.archive.LayerContent;
import io.jcompose.runtime.image.document.LayerBlob;
import io.jcompose.runtime.image.store.CatalogueText.LayerNote;
import io.jcompose.runtime.image.unpack.LayerDirectory;
import io.jcompose.runtime.image.unpack.LayerUnpacker;
import io.jcompose.runtime.syscall.DirectoryTree;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.FileCalls;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The store's files: {@code names.json}, {@code blobs/sha256/HEX}, {@code layers/HEX} and {@code
 * staging}, where everything is made before it is moved to its place whole.
 *
 * <p>Who makes something has a staging directory of its own and keeps it locked; one that nobody
 * has locked belonged to a process that died, and is removed by the next to come. Who moves
 * something to its place has the store locked for that moment.
 */
final class StoreDirectory {
  private static final String CATALOGUE = "names.json";
  private static final String NOTE = "layer.json";
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private final Path root;
  private final FileCalls files;
  private final CatalogueText text = new CatalogueText();

  StoreDirectory(Path root, FileCalls files) {
    this.root = root;
    this.files = files;
  }

  /** Something done on disk. */
  interface Work<T> {
    T run() throws IOException;
  }

  /** Does {@code work} while nobody else can change the store; waits for its turn. */
  <T> T whileLocked(Work<T> work) throws IOException {
    makeDirectory(root);
    Fd lock = files.lock(root);
    try {
      return work.run();
    } finally {
      files.close(lock);
    }
  }

  /** A directory to make things in, which is removed when it is closed. */
  final class Staging implements AutoCloseable {
    private final Path path;
    private final Fd lock;

    private Staging(Path path, Fd lock) {
      this.path = path;
      this.lock = lock;
    }

    Path path() {
      return path;
    }

    /** Makes the place a layer's files go to. */
    LayerDirectory makeLayer(Digest layer) throws IOException {
      LayerDirectory made = new LayerDirectory(layer(layer));
      makeDirectory(made.path());
      Files.createDirectory(made.tree());
      // the root of a file system is to be entered by every user in it
      Files.setPosixFilePermissions(made.tree(), PosixFilePermissions.fromString("rwxr-xr-x"));
      return made;
    }

    /**
     * Makes a layer of its content.
     *
     * @throws io.jcompose.runtime.image.UnusableImageException if it is not what its digest says
     */
    UnpackedLayer unpack(Digest layer, LayerContent content, LayerUnpacker unpacker)
        throws IOException {
      LayerUnpacker.Result result = unpacker.unpack(content.tar(), makeLayer(layer));
      LayerBlob blob = content.verify();
      LayerNote note = LayerNote.of(result);
      finishLayer(layer, note);
      return new UnpackedLayer(note, Optional.of(blob));
    }

    /** Ends the making of a layer. */
    void finishLayer(Digest layer, LayerNote note) throws IOException {
      Files.write(layer(layer).resolve(NOTE), text.write(note));
    }

    private Path layer(Digest layer) {
      return path.resolve("layer-" + layer.hex());
    }

    /** Makes a blob, whose digest the caller vouches for. */
    void makeBlob(Digest digest, byte[] content) throws IOException {
      write(blobDraft(digest), content);
    }

    /** Makes the catalogue that is to replace the present one. */
    void makeCatalogue(Catalogue changed) throws IOException {
      write(path.resolve(CATALOGUE), text.write(changed));
    }

    private Path blobDraft(Digest digest) {
      return path.resolve("blob-" + digest.hex());
    }

    /** Writes a file that is on disk when this returns. */
    private void write(Path file, byte[] content) throws IOException {
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
    }

    /** Removes what was not published. */
    @Override
    public void close() {
      new DirectoryTree(files).remove(path);
      files.close(lock);
    }
  }

  /** Makes a staging directory, and removes what processes that died left behind. */
  Staging openStaging() throws IOException {
    return whileLocked(
        () -> {
          Path all = root.resolve("staging");
          makeDirectory(all);
          boolean died = removeDead(all);
          Path mine = all.resolve(UUID.randomUUID().toString());
          makeDirectory(mine);
          Staging staging = new Staging(mine, files.lock(mine));
          if (died) {
            new Leftovers(this).discard(staging);
          }
          return staging;
        });
  }

  /** Returns whether there was one. */
  private boolean removeDead(Path all) throws IOException {
    List<Path> found;
    try (Stream<Path> children = Files.list(all)) {
      found = children.toList();
    }
    boolean died = false;
    for (Path staging : found) {
      Optional<Fd> lock = files.tryLock(staging);
      if (lock.isPresent()) {
        died = true;
        try {
          new DirectoryTree(files).remove(staging);
        } finally {
          files.close(lock.get());
        }
      }
    }
    return died;
  }

  /** Returns the layers that are there, whoever they belong to. */
  Set<Digest> allLayers() throws IOException {
    return digests(root.resolve("layers"));
  }

  /** Returns the blobs that are there, whoever they belong to. */
  Set<Digest> allBlobs() throws IOException {
    return digests(root.resolve("blobs/sha256"));
  }

  private static Set<Digest> digests(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return new LinkedHashSet<>();
    }
    try (Stream<Path> children = Files.list(directory)) {
      return children
          .map(child -> String.valueOf(child.getFileName()))
          .filter(name -> HEX.matcher(name).matches())
          .map(Digest::new)
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }
  }

  /** Returns whether a layer is there, whole. */
  boolean hasLayer(Digest layer) {
    return Files.isRegularFile(layerHome(layer).resolve(NOTE));
  }

  /** Returns the directory with a layer's files. */
  Path layerTree(Digest layer) {
    return layer(layer).tree();
  }

  /** Returns where a layer is. */
  LayerDirectory layer(Digest layer) {
    return new LayerDirectory(layerHome(layer));
  }

  /** Returns whether a layer is there, whole, and its archive can be written again. */
  boolean hasLayerWithRecord(Digest layer) throws IOException {
    return hasLayer(layer) && layerNote(layer).tarBytes().isPresent();
  }

  private Path layerHome(Digest layer) {
    return root.resolve("layers").resolve(layer.hex());
  }

  LayerNote layerNote(Digest layer) throws IOException {
    Path file = layerHome(layer).resolve(NOTE);
    return text.readLayerNote(Files.readAllBytes(file)).orElseThrow(() -> unreadable(file));
  }

  /** Moves finished layers to their place; one that somebody else was faster with is left. */
  void publishLayers(Staging staging, Collection<Digest> layers) throws IOException {
    if (layers.isEmpty()) {
      return;
    }
    makeDirectory(root.resolve("layers"));
    files.syncFileSystem(root); // a name must never survive a crash that its content does not
    for (Digest layer : layers) {
      if (!hasLayer(layer)) {
        Files.move(staging.layer(layer), layerHome(layer), StandardCopyOption.ATOMIC_MOVE);
      } else if (!hasLayerWithRecord(layer)) {
        complete(layer(layer), new LayerDirectory(staging.layer(layer)));
      }
    }
    files.syncDirectory(root.resolve("layers"));
  }

  /**
   * Gives a layer of an older jcompose, which may be in use, what it lacks. The note says so last.
   */
  private void complete(LayerDirectory old, LayerDirectory made) throws IOException {
    if (Files.exists(made.replaced())) {
      new DirectoryTree(files).remove(old.replaced());
      Files.move(made.replaced(), old.replaced(), StandardCopyOption.ATOMIC_MOVE);
    }
    for (Path from : List.of(made.record(), made.path().resolve(NOTE))) {
      Files.move(
          from,
          old.path().resolve(from.getFileName()),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
    files.syncDirectory(old.path());
  }

  /** Takes layers and blobs that are in no catalogue any more away; gone is gone. */
  void discard(Staging staging, Collection<Digest> layers, Collection<Digest> blobs)
      throws IOException {
    for (Digest layer : layers) {
      if (Files.exists(layerHome(layer))) {
        // out of the way at once: half a layer is never found under its name
        Files.move(
            layerHome(layer),
            staging.path().resolve("gone-" + layer.hex()),
            StandardCopyOption.ATOMIC_MOVE);
      }
    }
    for (Digest blob : blobs) {
      Files.deleteIfExists(blob(blob));
    }
  }

  /** Moves blobs to their place; those that are there are left, unless they are damaged. */
  void publishBlobs(Staging staging, Collection<Digest> blobs) throws IOException {
    makeDirectory(root.resolve("blobs"));
    makeDirectory(root.resolve("blobs/sha256"));
    for (Digest blob : blobs) {
      if (!isSound(blob)) {
        Files.move(staging.blobDraft(blob), blob(blob), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    files.syncDirectory(root.resolve("blobs/sha256"));
  }

  private boolean isSound(Digest blob) {
    try {
      return Digest.of(Files.readAllBytes(blob(blob))).equals(blob);
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns a blob, once more compared with its digest. */
  byte[] readBlob(Digest digest) throws IOException {
    byte[] content = Files.readAllBytes(blob(digest));
    if (!Digest.of(content).equals(digest)) {
      throw unreadable(blob(digest));
    }
    return content;
  }

  private Path blob(Digest digest) {
    return root.resolve("blobs/sha256").resolve(digest.hex());
  }

  /** Returns the catalogue; an empty one if nothing was ever stored. */
  Catalogue readCatalogue() throws IOException {
    try {
      byte[] content = Files.readAllBytes(catalogue());
      return text.readCatalogue(content).orElseThrow(() -> unreadable(catalogue()));
    } catch (NoSuchFileException e) {
      return Catalogue.EMPTY;
    }
  }

  /** Replaces the catalogue; a reader sees the old one or the new one. */
  void publishCatalogue(Staging staging) throws IOException {
    Files.move(
        staging.path().resolve(CATALOGUE),
        catalogue(),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    files.syncDirectory(root);
  }

  private Path catalogue() {
    return root.resolve(CATALOGUE);
  }

  private RuntimeFailure unreadable(Path file) {
    return new RuntimeFailure(
        "cannot use the images in " + root + ": " + file + " is damaged, or of a newer jcompose",
        "use the newest jcompose, or remove " + root + " and load the images again");
  }

  private static void makeDirectory(Path directory) throws IOException {
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }
}
