package io.jcompose.runtime.files;

import io.jcompose.runtime.image.tar.EntryKind;
import io.jcompose.runtime.image.tar.EntryName;
import io.jcompose.runtime.image.tar.TarEntry;
import io.jcompose.runtime.image.tar.TarWriter;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.FileCalls;
import io.jcompose.runtime.syscall.FileCalls.Details;
import io.jcompose.runtime.syscall.FileCalls.Status;
import io.jcompose.runtime.syscall.FileSystems;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes a file, or a directory with all below it, into an archive: names in order, owners, modes,
 * times, hard links within the tree. For one tree and one thread.
 *
 * <p>Directories on which the kernel shows itself ({@code /proc}, {@code /sys}) are written empty;
 * sockets are left out, as no archive can hold them. Extended attributes are written in layers of
 * images only.
 */
public final class TreeArchiver {
  private static final int BUFFER = 64 * 1024;

  /** Each level keeps a directory open. */
  private static final int DEEPEST = 400;

  private static final byte[] NO_NAME = {};

  private final FileCalls files = new FileCalls();
  private final TarWriter tar;
  private final Consumer<String> warnings;
  private final Optional<LayerForm> layer;
  private final byte[] buffer = new byte[BUFFER];
  private final Map<FileKey, EntryName> linked = new HashMap<>();

  private record FileKey(long device, long inode) {
    static FileKey of(Status status) {
      return new FileKey(status.device(), status.inode());
    }
  }

  /**
   * Creates an archiver.
   *
   * @param warnings told what is left out
   */
  public TreeArchiver(TarWriter tar, Consumer<String> warnings) {
    this(tar, warnings, Optional.empty());
  }

  /**
   * Creates an archiver whose archives are layers of images.
   *
   * @param form what in the tree has a meaning of its own
   * @param warnings told what is left out
   */
  public static TreeArchiver ofLayer(TarWriter tar, LayerForm form, Consumer<String> warnings) {
    return new TreeArchiver(tar, warnings, Optional.of(form));
  }

  private TreeArchiver(TarWriter tar, Consumer<String> warnings, Optional<LayerForm> layer) {
    this.tar = tar;
    this.warnings = warnings;
    this.layer = layer;
  }

  /**
   * Writes what was opened as {@code top}, which stays open.
   *
   * @param name what it is called in the archive; {@code .} makes the names below begin without it
   * @throws RuntimeFailure if something cannot be read, or lies too deep
   * @throws IOException if the archive cannot be written
   */
  public void write(Fd top, EntryName name) throws IOException {
    write(top, name, 0);
  }

  /**
   * Writes what was opened as {@code place}, which stays open: a directory without what is in it.
   *
   * @throws RuntimeFailure if it cannot be read
   * @throws IOException if the archive cannot be written
   */
  public void writeAlone(Fd place, EntryName name) throws IOException {
    try {
      Details details = files.details(place);
      if (details.kind() == FileCalls.DIRECTORY) {
        tar.begin(entry(place, joined(name, NO_NAME), EntryKind.DIRECTORY, NO_NAME, details, 0));
      } else {
        writeLeaf(place, name, details);
      }
    } catch (SyscallException e) {
      throw CopyFailures.of("cannot read '" + name + "'", e);
    }
  }

  private void write(Fd place, EntryName name, int depth) throws IOException {
    try {
      Details details = files.details(place);
      if (details.kind() == FileCalls.DIRECTORY) {
        writeDirectory(place, name, details, depth);
      } else {
        writeLeaf(place, name, details);
      }
    } catch (SyscallException e) {
      throw CopyFailures.of("cannot read '" + name + "'", e);
    }
  }

  private void writeDirectory(Fd place, EntryName name, Details details, int depth)
      throws IOException {
    if (depth == DEEPEST) {
      throw new RuntimeFailure(
          "cannot copy '" + name + "': it lies " + DEEPEST + " directories deep",
          "copy a part of the tree, or have a program in the container pack it");
    }
    tar.begin(entry(place, joined(name, NO_NAME), EntryKind.DIRECTORY, NO_NAME, details, 0));
    if (layer.isPresent() && layer.get().isOpaque(place)) {
      tar.begin(LayerForm.marker(joined(name, LayerForm.OPAQUE), details));
    }
    if (FileSystems.isKernelView(place)) {
      return;
    }
    List<byte[]> children = files.list(place);
    children.sort(Comparator.comparing(child -> child, Arrays::compareUnsigned));
    for (byte[] child : children) {
      Optional<Fd> opened = open(place, child);
      if (opened.isPresent()) {
        try {
          writeChild(opened.get(), name, child, depth + 1);
        } finally {
          files.close(opened.get());
        }
      }
    }
  }

  private void writeChild(Fd place, EntryName directory, byte[] name, int depth)
      throws IOException {
    EntryName whole = joined(directory, name);
    if (layer.isPresent()) {
      Details details = files.details(place);
      if (layer.get().isWhiteout(details)) {
        tar.begin(LayerForm.marker(joined(directory, LayerForm.whiteout(name)), details));
        return;
      }
      if (layer.get().isLeftOut(whole, details)) {
        return;
      }
    }
    write(place, whole, depth);
  }

  /** What has gone since the directory was listed is none of it. */
  private Optional<Fd> open(Fd directory, byte[] name) {
    try {
      return Optional.of(files.openPlace(directory, name));
    } catch (SyscallException e) {
      if (e.errno().equals(Errno.ENOENT)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Returns the name of an entry below {@code directory}, or of the directory itself. */
  private static EntryName joined(EntryName directory, byte[] name) {
    byte[] above =
        directory.equals(EntryName.of(".")) && name.length > 0 ? NO_NAME : slashed(directory);
    byte[] whole = Arrays.copyOf(above, above.length + name.length);
    System.arraycopy(name, 0, whole, above.length, name.length);
    return EntryName.of(whole);
  }

  private static byte[] slashed(EntryName directory) {
    byte[] bytes = Arrays.copyOf(directory.bytes(), directory.length() + 1);
    bytes[directory.length()] = '/';
    return bytes;
  }

  private void writeLeaf(Fd place, EntryName name, Details details) throws IOException {
    Optional<EntryKind> kind = kind(details);
    if (kind.isEmpty()) {
      warnings.accept("'" + name + "' is left out: it is a socket");
      return;
    }
    if (details.links() > 1) {
      EntryName first = linked.putIfAbsent(FileKey.of(details.status()), name);
      if (first != null) {
        tar.begin(entry(place, name, EntryKind.HARD_LINK, first.bytes(), details, 0));
        return;
      }
    }
    if (kind.get() == EntryKind.FILE) {
      writeFile(place, name);
    } else {
      byte[] target = kind.get() == EntryKind.SYMBOLIC_LINK ? files.readLink(place) : NO_NAME;
      tar.begin(entry(place, name, kind.get(), target, details, 0));
    }
  }

  private static Optional<EntryKind> kind(Details details) {
    return switch (details.kind()) {
      case FileCalls.REGULAR_FILE -> Optional.of(EntryKind.FILE);
      case FileCalls.SYMBOLIC_LINK -> Optional.of(EntryKind.SYMBOLIC_LINK);
      case FileCalls.FIFO -> Optional.of(EntryKind.FIFO);
      case FileCalls.CHARACTER_DEVICE -> Optional.of(EntryKind.CHARACTER_DEVICE);
      case FileCalls.BLOCK_DEVICE -> Optional.of(EntryKind.BLOCK_DEVICE);
      default -> Optional.empty();
    };
  }

  /** The archive says first how long a file is: what is written to it meanwhile is not in it. */
  private void writeFile(Fd place, EntryName name) throws IOException {
    Fd file = files.openForReading(place);
    try {
      Details details = files.details(file);
      tar.begin(entry(place, name, EntryKind.FILE, NO_NAME, details, details.size()));
      long left = details.size();
      while (left > 0) {
        int count = (int) Math.min(left, Descriptors.read(file, buffer));
        if (count == 0) {
          warnings.accept(
              "'" + name + "' became shorter while it was read; zeros stand for the rest");
          count = (int) Math.min(left, BUFFER);
          Arrays.fill(buffer, 0, count, (byte) 0);
        }
        tar.write(buffer, count);
        left -= count;
      }
    } finally {
      files.close(file);
    }
  }

  private TarEntry entry(
      Fd place, EntryName name, EntryKind kind, byte[] link, Details details, long size) {
    TarEntry.Moment changed =
        new TarEntry.Moment(details.changed().seconds(), details.changed().nanoseconds());
    boolean device = kind == EntryKind.CHARACTER_DEVICE || kind == EntryKind.BLOCK_DEVICE;
    return new TarEntry(
        name,
        kind,
        EntryName.of(link),
        details.status().mode() & ~FileCalls.TYPE_MASK,
        details.owner(),
        details.group(),
        changed,
        changed,
        device ? details.major() : 0,
        device ? details.minor() : 0,
        size,
        List.of(),
        0,
        attributes(place, kind));
  }

  private Map<String, TarEntry.Attribute> attributes(Fd place, EntryKind kind) {
    boolean has = kind != EntryKind.SYMBOLIC_LINK && kind != EntryKind.HARD_LINK;
    return has ? layer.map(form -> form.attributes(place)).orElse(Map.of()) : Map.of();
  }
}
