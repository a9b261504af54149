package io.jcompose.runtime.image.unpack;

import io.jcompose.runtime.image.ImageLimits;
import io.jcompose.runtime.image.UnusableImageException;
import io.jcompose.runtime.image.tar.EntryKind;
import io.jcompose.runtime.image.tar.EntryName;
import io.jcompose.runtime.image.tar.TarEntry;
import io.jcompose.runtime.image.tar.TarReader;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.FileCalls;
import io.jcompose.runtime.syscall.FileCalls.Status;
import io.jcompose.runtime.syscall.SyscallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes a layer's entries one after another; a later one takes the place of an earlier. */
final class EntryWriter {
  private static final int BUFFER = 64 * 1024;

  /** What has to be remembered until the end must not fill memory. */
  private static final long MOST_DIRECTORY_NAME_BYTES = 128 * 1024 * 1024;

  private static final EntryName ROOT = EntryName.of(".");
  private static final byte[] SELF = {'.'};
  private static final byte[] OPAQUE = "trusted.overlay.opaque".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] YES = {'y'};

  private final FileCalls files;
  private final LayerTree tree;
  private final ReplacedFiles replaced;
  private final TarRecorder recorder;
  private final ImageLimits limits;
  private final byte[] buffer = new byte[BUFFER];
  // set last: making anything in a directory changes its time
  private final Map<EntryName, Times> directories = new LinkedHashMap<>();
  private long directoryNameBytes;
  private int entries;
  private long bytes;
  private boolean hidesLower;

  private record Times(TarEntry.Moment read, TarEntry.Moment changed) {}

  EntryWriter(
      FileCalls files,
      LayerTree tree,
      ReplacedFiles replaced,
      TarRecorder recorder,
      ImageLimits limits) {
    this.files = files;
    this.tree = tree;
    this.replaced = replaced;
    this.recorder = recorder;
    this.limits = limits;
  }

  void write(TarEntry entry, TarReader content) throws IOException {
    count(entry);
    LayerPath path = LayerPath.parse(entry.name(), "entry");
    Optional<Whiteout> whiteout = Whiteout.of(path);
    if (whiteout.isPresent()) {
      hide(path, whiteout.get());
    } else if (path.isRoot()) {
      writeRoot(entry, path);
    } else {
      switch (entry.kind()) {
        case DIRECTORY -> writeDirectory(entry, path);
        case FILE -> writeFile(entry, path, content);
        case SYMBOLIC_LINK -> writeSymbolicLink(entry, path);
        case HARD_LINK -> writeHardLink(entry, path);
        case CHARACTER_DEVICE -> writeNode(entry, path, FileCalls.CHARACTER_DEVICE);
        case BLOCK_DEVICE -> writeNode(entry, path, FileCalls.BLOCK_DEVICE);
        case FIFO -> writeNode(entry, path, FileCalls.FIFO);
      }
    }
  }

  /**
   * Sets the directories' times; nothing may be written after it.
   *
   * @param tarBytes how long the archive was
   */
  LayerUnpacker.Result finish(long tarBytes) {
    directories.forEach(
        (name, times) -> {
          LayerPath path = LayerPath.parse(name, "directory");
          if (files
              .status(tree.parentOf(path), path.name())
              .filter(Status::isDirectory)
              .isPresent()) {
            changeTimes(path, times);
          }
        });
    return new LayerUnpacker.Result(entries, bytes, hidesLower, tarBytes);
  }

  private void count(TarEntry entry) {
    entries++;
    bytes += entry.storedBytes();
    if (entries > limits.layerEntries()) {
      throw UnusableImageException.tooLarge(
          "a layer holds more than " + limits.layerEntries() + " entries");
    }
    if (entry.size() > limits.fileBytes()) {
      throw UnusableImageException.tooLarge(
          "entry '"
              + entry.name()
              + "' is "
              + entry.size()
              + " bytes long, more than the "
              + limits.fileBytes()
              + " allowed");
    }
    if (bytes > limits.layerBytes()) {
      throw UnusableImageException.tooLarge(
          "a layer holds more than " + limits.layerBytes() + " bytes");
    }
  }

  private void hide(LayerPath path, Whiteout whiteout) {
    switch (whiteout.kind()) {
      case NOTHING -> {}
      case LOWER_CONTENT_OF_DIRECTORY -> hideLowerContent(path);
      case LOWER_NAME -> hideLowerName(path, whiteout);
    }
  }

  private void hideLowerContent(LayerPath marker) {
    Fd directory = tree.parentOf(marker);
    files.setAttribute(directory, SELF, OPAQUE, YES);
    // overlayfs does not ask the root of a layer, so whoever stacks layers must know
    hidesLower |= marker.parent().isRoot();
  }

  /** Hides a name of the layers below, but not what this layer itself puts in its place. */
  private void hideLowerName(LayerPath marker, Whiteout whiteout) {
    Fd parent = tree.parentOf(marker);
    byte[] name = whiteout.hidden();
    Optional<Status> existing = files.status(parent, name);
    if (existing.isEmpty()) {
      files.makeNode(parent, name, FileCalls.CHARACTER_DEVICE, 0, 0);
    } else if (existing.get().isDirectory()) {
      files.setAttribute(parent, name, OPAQUE, YES);
    }
  }

  private void writeRoot(TarEntry entry, LayerPath path) {
    if (entry.kind() != EntryKind.DIRECTORY) {
      throw UnusableImageException.damaged(
          "entry '" + entry.name() + "' takes the place of the layer's root");
    }
    describe(entry, path);
    remember(entry, path);
  }

  private void writeDirectory(TarEntry entry, LayerPath path) {
    Optional<Status> existing = files.status(tree.parentOf(path), path.name());
    if (existing.filter(Status::isDirectory).isEmpty()) {
      existing.ifPresent(other -> tree.remove(path));
      files.makeDirectory(tree.parentOf(path), path.name());
      if (existing.filter(Status::isWhiteout).isPresent()) {
        files.setAttribute(tree.parentOf(path), path.name(), OPAQUE, YES);
      }
    }
    describe(entry, path);
    remember(entry, path);
  }

  private void remember(TarEntry entry, LayerPath path) {
    directoryNameBytes += entry.name().length();
    if (directoryNameBytes > MOST_DIRECTORY_NAME_BYTES) {
      throw UnusableImageException.tooLarge("the names of a layer's directories are too long");
    }
    EntryName name = path.isRoot() ? ROOT : EntryName.of(path.bytes());
    directories.remove(name); // so that the last to speak is the last in order
    directories.put(name, new Times(entry.read(), entry.changed()));
  }

  private void writeFile(TarEntry entry, LayerPath path, TarReader content) throws IOException {
    makeRoom(path);
    Fd file = files.createFile(tree.parentOf(path), path.name());
    try {
      copy(entry, path, content, file);
    } finally {
      files.close(file);
    }
    describe(entry, path);
    changeTimes(path, new Times(entry.read(), entry.changed()));
  }

  private void copy(TarEntry entry, LayerPath path, TarReader content, Fd file) throws IOException {
    if (entry.storedBytes() > 0) {
      tell(path, files.details(file).status().inode());
    }
    for (TarEntry.Segment segment : entry.segments()) {
      if (segment.length() == 0) {
        continue; // the end of a file that ends with a hole
      }
      recorder.beginRun(segment);
      long done = 0;
      while (done < segment.length()) {
        int count = content.read(buffer, segment.length() - done);
        if (count < 0) {
          throw new IllegalStateException("the segments are longer than the content");
        }
        files.write(file, buffer, count, segment.offset() + done);
        done += count;
      }
      recorder.endRun();
    }
    if (entry.storedBytes() < entry.size()) {
      files.truncate(file, entry.size());
    }
  }

  /** Links may lead elsewhere later: what is recorded must not go through any. */
  private void tell(LayerPath path, long inode) throws IOException {
    Optional<EntryName> real = tree.realPath(path);
    if (real.isPresent()) {
      recorder.beginFile(real.get(), inode);
    } else {
      replaced.keepAlso(tree.parentOf(path), path.name(), inode);
      recorder.beginReplacedFile(inode);
    }
  }

  private void writeSymbolicLink(TarEntry entry, LayerPath path) {
    if (entry.link().length() == 0) {
      throw UnusableImageException.damaged(
          "the symbolic link '" + entry.name() + "' leads nowhere");
    }
    makeRoom(path);
    // its target may be anything: it is followed in a container only, or inside the layer
    files.makeSymbolicLink(entry.link().bytes(), tree.parentOf(path), path.name());
    describe(entry, path);
    changeTimes(path, new Times(entry.read(), entry.changed()));
  }

  private void writeHardLink(TarEntry entry, LayerPath path) {
    LayerPath target = LayerPath.parse(entry.link(), "hard link target");
    Fd targetParent = tree.openExistingParentOf(target).orElseThrow(() -> missingTarget(entry));
    try {
      Status status =
          files
              .status(targetParent, target.name())
              .filter(found -> !found.isDirectory())
              .orElseThrow(() -> missingTarget(entry));
      Optional<Status> existing = files.status(tree.parentOf(path), path.name());
      if (existing.filter(status::isSameFileAs).isPresent()) {
        return; // a second name for itself, or the same link again
      }
      makeRoom(path);
      link(entry, path, target, targetParent);
    } finally {
      files.close(targetParent);
    }
  }

  private void link(TarEntry entry, LayerPath path, LayerPath target, Fd targetParent) {
    try {
      files.makeHardLink(targetParent, target.name(), tree.parentOf(path), path.name());
    } catch (SyscallException e) {
      if (e.errno().equals(Errno.ENOENT)) { // it was below what this entry replaced
        throw missingTarget(entry);
      }
      throw e;
    }
  }

  private static UnusableImageException missingTarget(TarEntry entry) {
    return UnusableImageException.unsafe(
        "entry '"
            + entry.name()
            + "' is a hard link to '"
            + entry.link()
            + "', which is no file of the layer");
  }

  private void writeNode(TarEntry entry, LayerPath path, int kind) {
    makeRoom(path);
    files.makeNode(
        tree.parentOf(path), path.name(), kind, entry.deviceMajor(), entry.deviceMinor());
    describe(entry, path);
    changeTimes(path, new Times(entry.read(), entry.changed()));
  }

  private void makeRoom(LayerPath path) {
    if (files.status(tree.parentOf(path), path.name()).isPresent()) {
      tree.remove(path);
    }
  }

  /** Owner first: changing it takes set-id bits and capabilities away. */
  private void describe(TarEntry entry, LayerPath path) {
    Fd parent = tree.parentOf(path);
    files.changeOwner(parent, path.name(), entry.owner(), entry.group());
    if (entry.kind() != EntryKind.SYMBOLIC_LINK) {
      files.changeMode(parent, path.name(), entry.mode());
    }
    entry
        .attributes()
        .forEach((name, attribute) -> setAttribute(entry, path, name, attribute.value()));
  }

  private void setAttribute(TarEntry entry, LayerPath path, String name, byte[] value) {
    if (!KeptAttributes.isKept(name)) {
      return;
    }
    boolean only = entry.kind() == EntryKind.FILE || entry.kind() == EntryKind.DIRECTORY;
    if (name.startsWith("user.") && !only) {
      return; // the kernel keeps these for files and directories only
    }
    if (name.indexOf('\0') >= 0) {
      throw UnusableImageException.damaged(
          "entry '" + entry.name() + "' has an attribute with a zero byte in its name");
    }
    files.setAttribute(
        tree.parentOf(path), path.name(), name.getBytes(StandardCharsets.UTF_8), value);
  }

  private void changeTimes(LayerPath path, Times times) {
    files.changeTimes(tree.parentOf(path), path.name(), time(times.read()), time(times.changed()));
  }

  private static FileCalls.Time time(TarEntry.Moment moment) {
    return new FileCalls.Time(moment.seconds(), moment.nanoseconds());
  }
}
