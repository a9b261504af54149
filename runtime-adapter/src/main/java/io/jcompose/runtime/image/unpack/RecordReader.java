package io.jcompose.runtime.image.unpack;

import io.jcompose.runtime.image.tar.EntryName;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads what {@link RecordWriter} wrote, one item after another. */
final class RecordReader implements Closeable {
  private static final int BUFFER = 64 * 1024;
  private static final int LONGEST = 1024 * 1024;
  private final InputStream in;

  /** What the items are given to, in the order of the archive. */
  interface Items {
    void bytes(byte[] buffer, int count) throws IOException;

    void file(EntryName path, long inode) throws IOException;

    void replacedFile(long inode) throws IOException;

    void run(long offset, long length) throws IOException;
  }

  RecordReader(Path file) throws IOException {
    InputStream opened = Files.newInputStream(file);
    try {
      in = new BufferedInputStream(new GZIPInputStream(opened, BUFFER), BUFFER);
      if (in.read() != RecordWriter.VERSION) {
        throw new ZipException("it is no record, or one of a newer jcompose");
      }
    } catch (IOException e) {
      opened.close();
      throw e;
    }
  }

  /**
   * Reads all of it.
   *
   * @throws ZipException if it is damaged
   * @throws EOFException if it is cut off
   */
  void read(Items items) throws IOException {
    for (int kind = in.read(); kind != RecordWriter.END; kind = in.read()) {
      switch (kind) {
        case RecordWriter.BYTES -> {
          byte[] bytes = bytes();
          items.bytes(bytes, bytes.length);
        }
        case RecordWriter.FILE -> {
          long inode = number();
          items.file(EntryName.of(bytes()), inode);
        }
        case RecordWriter.REPLACED_FILE -> items.replacedFile(number());
        case RecordWriter.RUN -> {
          long offset = number();
          items.run(offset, number());
        }
        case -1 -> throw new EOFException("it is cut off");
        default -> throw new ZipException("it holds an item of the unknown kind " + kind);
      }
    }
  }

  private byte[] bytes() throws IOException {
    long length = number();
    if (length < 0 || length > LONGEST) {
      throw new ZipException("it holds an item that is too long");
    }
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length) {
      throw new EOFException("it is cut off");
    }
    return bytes;
  }

  private long number() throws IOException {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("it is cut off");
      }
      number |= (next & 0x7fL) << shift;
      if (next < 0x80) {
        return number;
      }
    }
    throw new ZipException("it holds a number that is too large");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
