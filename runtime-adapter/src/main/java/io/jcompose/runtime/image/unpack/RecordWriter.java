package io.jcompose.runtime.image.unpack;

import io.jcompose.runtime.image.tar.EntryName;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the record of a layer's archive: what of it is in no file of the layer, byte by byte, and
 * between that which part of which file follows. {@link RecordReader} reads it.
 *
 * <p>It is compressed with gzip. A byte tells the version; then come items, each with a byte for
 * its kind and with numbers in groups of 7 bits, the lowest first.
 */
final class RecordWriter implements Closeable {
  static final int VERSION = 1;
  static final int END = 0;
  static final int BYTES = 1;
  static final int FILE = 2;
  static final int REPLACED_FILE = 3;
  static final int RUN = 4;
  private static final int BUFFER = 64 * 1024;
  private final OutputStream out;

  RecordWriter(Path file) throws IOException {
    this.out = new BufferedOutputStream(new Fast(Files.newOutputStream(file)), BUFFER);
    out.write(VERSION);
  }

  /** Headers are mostly zeros: compressing them harder gains little and would slow every load. */
  private static final class Fast extends GZIPOutputStream {
    Fast(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /** Records bytes of the archive as they are. */
  void bytes(byte[] buffer, int count) throws IOException {
    out.write(BYTES);
    number(count);
    out.write(buffer, 0, count);
  }

  /**
   * Records that what follows is in a file of the layer.
   *
   * @param inode by which it is found again if something takes the file's place
   */
  void file(EntryName path, long inode) throws IOException {
    out.write(FILE);
    number(inode);
    number(path.length());
    out.write(path.bytes());
  }

  /** Records that what follows is in a file that something took the place of. */
  void replacedFile(long inode) throws IOException {
    out.write(REPLACED_FILE);
    number(inode);
  }

  /** Records a part of the file told last. */
  void run(long offset, long length) throws IOException {
    out.write(RUN);
    number(offset);
    number(length);
  }

  private void number(long number) throws IOException {
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /** Writes the mark without which a record is none. */
  void end() throws IOException {
    out.write(END);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
