package io.jcompose.runtime.image.unpack;

import io.jcompose.runtime.image.ImageLimits;
import io.jcompose.runtime.image.UnusableImageException;
import io.jcompose.runtime.image.tar.TarEntry;
import io.jcompose.runtime.image.tar.TarReader;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.FileCalls;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Door of the package: makes a layer's files with their owners, modes, times, links, device nodes
 * and attributes, and its whiteouts in overlayfs' form.
 *
 * <p>Layers come from strangers. No name and no link leads out of the directory given; entries that
 * try are refused by name. {@link ImageLimits} bound what a layer may hold. Device nodes are made
 * as the archive has them, as other engines do: a container sees its own {@code /dev}, and its
 * device rules hold for nodes elsewhere too.
 *
 * <p>A failure leaves a half-filled directory: whoever made it removes it.
 */
public final class LayerUnpacker {
  private static final Errno EDQUOT = new Errno(122);
  private final FileCalls files;
  private final ImageLimits limits;

  /**
   * What a layer turned out to hold.
   *
   * @param bytes of all its files, holes not counted
   * @param hidesLower whether nothing of the layers below may be seen
   * @param tarBytes how long the layer's archive is
   */
  public record Result(int entries, long bytes, boolean hidesLower, long tarBytes) {}

  /** Creates an unpacker that may be used for any number of layers. */
  public LayerUnpacker(FileCalls files, ImageLimits limits) {
    this.files = files;
    this.limits = limits;
  }

  /**
   * Unpacks one layer, and records beside it what {@link LayerTar} needs to write its archive
   * again.
   *
   * @param tar uncompressed; read to its end, not closed
   * @param layer a directory with an empty tree and nothing else
   * @throws UnusableImageException if the layer is malformed, unsafe or too large
   * @throws RuntimeFailure if this host cannot hold it
   */
  public Result unpack(InputStream tar, LayerDirectory layer) throws IOException {
    try (ReplacedFiles replaced = new ReplacedFiles(files, layer.replaced());
        LayerTree tree = new LayerTree(files, layer.tree(), replaced)) {
      Result result = unpack(tar, layer, tree, replaced);
      if (replaced.any()) {
        new RecordSettlement(files, tree).settle(layer.record());
      }
      return result;
    }
  }

  private Result unpack(
      InputStream tar, LayerDirectory layer, LayerTree tree, ReplacedFiles replaced)
      throws IOException {
    try (RecordWriter record = new RecordWriter(layer.record())) {
      TarRecorder recorder = new TarRecorder(tar, record, limits);
      EntryWriter writer = new EntryWriter(files, tree, replaced, recorder, limits);
      TarReader reader = new TarReader(recorder);
      for (Optional<TarEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
        write(writer, entry.get(), reader);
      }
      return writer.finish(recorder.finish());
    }
  }

  private static void write(EntryWriter writer, TarEntry entry, TarReader content)
      throws IOException {
    try {
      writer.write(entry, content);
    } catch (SyscallException e) {
      throw failure(entry, e);
    }
  }

  private static RuntimeFailure failure(TarEntry entry, SyscallException e) {
    String message = "cannot unpack entry '" + entry.name() + "': " + e.errno();
    if (e.errno().equals(Errno.ENOSPC) || e.errno().equals(EDQUOT)) {
      return new RuntimeFailure(
          message, "free space on the file system of jcompose's state directory", e);
    }
    if (e.errno().equals(Errno.EPERM)) {
      return new RuntimeFailure(
          message, "run as root: only root may make files of any owner and device nodes", e);
    }
    if (e.errno().equals(Errno.EOPNOTSUPP)) {
      return new RuntimeFailure(
          message,
          "put jcompose's state directory on a file system with extended attributes, such as ext4,"
              + " by JCOMPOSE_STATE",
          e);
    }
    return new RuntimeFailure(
        message, "put jcompose's state directory on another file system by JCOMPOSE_STATE", e);
  }
}
