package io.jcompose.runtime.image.unpack;

import io.jcompose.runtime.image.tar.EntryName;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.FileCalls;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Writes the very archive a layer was unpacked from, byte by byte: from the layer's files, and from
 * what was recorded of the archive besides them.
 *
 * <p>Whether it is the same can be told by its digest only, which the caller is to take: a file
 * that was changed is written as it is now. For any number of threads.
 */
public final class LayerTar {
  private static final int BUFFER = 256 * 1024;
  private final FileCalls files;
  private final LayerDirectory layer;

  /** Creates the writer of a layer that has a record. */
  public LayerTar(FileCalls files, LayerDirectory layer) {
    this.files = files;
    this.layer = layer;
  }

  /**
   * Writes the archive to its end; {@code tar} is neither flushed nor closed.
   *
   * @throws RuntimeFailure if the layer is damaged: a file is missing or too short, or what was
   *     recorded cannot be read
   * @throws IOException if {@code tar} does not take it
   */
  public void write(OutputStream tar) throws IOException {
    try (RecordReader record = open();
        Writing writing = new Writing(tar)) {
      try {
        record.read(writing);
      } catch (ZipException | EOFException e) {
        throw damaged(layer.record() + ": " + e.getMessage());
      }
    }
  }

  private RecordReader open() {
    try {
      return new RecordReader(layer.record());
    } catch (IOException e) {
      throw damaged("cannot read " + layer.record() + ": " + e.getMessage());
    }
  }

  private static RuntimeFailure damaged(String what) {
    return new RuntimeFailure(
        "a stored layer is damaged: " + what, "run 'jcompose image fsck', which says what to do");
  }

  /** The archive as far as it is written, and the file it comes from at the moment. */
  private final class Writing implements RecordReader.Items, AutoCloseable {
    private final OutputStream tar;
    private final LayerTree tree = new LayerTree(files, layer.tree());
    private final byte[] buffer = new byte[BUFFER];
    private @Nullable FileChannel current;
    private String name = "";

    Writing(OutputStream tar) {
      this.tar = tar;
    }

    @Override
    public void bytes(byte[] bytes, int count) throws IOException {
      tar.write(bytes, 0, count);
    }

    @Override
    public void file(EntryName path, long inode) throws IOException {
      name = path.toString();
      LayerPath parsed = LayerPath.parse(path, "entry");
      Fd parent =
          tree.openExistingParentOf(parsed).orElseThrow(() -> damaged("'" + name + "' is missing"));
      try {
        open(parent, parsed.name());
      } finally {
        files.close(parent);
      }
    }

    @Override
    public void replacedFile(long inode) throws IOException {
      byte[] kept = ReplacedFiles.name(inode);
      name = layer.replaced().resolve(new String(kept, StandardCharsets.US_ASCII)).toString();
      try {
        Fd parent = files.openDirectory(layer.replaced());
        try {
          open(parent, kept);
        } finally {
          files.close(parent);
        }
      } catch (SyscallException e) {
        throw damaged("'" + name + "' is missing");
      }
    }

    private void open(Fd parent, byte[] file) throws IOException {
      closeCurrent();
      Fd place = openPlace(parent, file);
      try {
        if (files.details(place).kind() != FileCalls.REGULAR_FILE) {
          throw damaged("'" + name + "' is no file any more");
        }
        Path self = Path.of("/proc/self/fd/" + place.number());
        current = FileChannel.open(self, StandardOpenOption.READ);
      } finally {
        files.close(place);
      }
    }

    private Fd openPlace(Fd parent, byte[] file) {
      try {
        return files.openPlace(parent, file);
      } catch (SyscallException e) {
        if (e.errno().equals(Errno.ENOENT)) {
          throw damaged("'" + name + "' is missing");
        }
        throw e;
      }
    }

    @Override
    public void run(long offset, long length) throws IOException {
      FileChannel from = current;
      if (from == null) {
        throw damaged(layer.record() + ": a part of no file");
      }
      long done = 0;
      while (done < length) {
        int wanted = (int) Math.min(buffer.length, length - done);
        int count = from.read(ByteBuffer.wrap(buffer, 0, wanted), offset + done);
        if (count <= 0) {
          throw damaged("'" + name + "' is too short");
        }
        tar.write(buffer, 0, count);
        done += count;
      }
    }

    private void closeCurrent() throws IOException {
      if (current != null) {
        current.close();
        current = null;
      }
    }

    @Override
    public void close() throws IOException {
      closeCurrent();
      tree.close();
    }
  }
}
