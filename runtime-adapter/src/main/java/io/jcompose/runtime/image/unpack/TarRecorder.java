package io.jcompose.runtime.image.unpack;

import io.jcompose.runtime.image.ImageLimits;
import io.jcompose.runtime.image.UnusableImageException;
import io.jcompose.runtime.image.tar.EntryName;
import io.jcompose.runtime.image.tar.TarEntry;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * An archive on its way to being unpacked, of which everything is recorded that does not become the
 * content of a file: headers, padding, extensions, maps of sparse files, and whatever follows its
 * end.
 */
final class TarRecorder extends FilterInputStream {
  private static final int BUFFER = 64 * 1024;

  /** A header and padding. */
  private static final int USUAL_BESIDES_A_FILE = 1024;

  private final RecordWriter record;
  private final ImageLimits limits;
  private final byte[] pending = new byte[BUFFER];
  private int pendingCount;
  private boolean inFile;
  private long recorded;
  private long bytes;

  TarRecorder(InputStream tar, RecordWriter record, ImageLimits limits) {
    super(tar);
    this.record = record;
    this.limits = limits;
  }

  /** Says that the runs which follow become the content of a new file. */
  void beginFile(EntryName path, long inode) throws IOException {
    flush();
    record.file(path, inode);
  }

  /** Says the same of a file that is kept where replaced files are. */
  void beginReplacedFile(long inode) throws IOException {
    flush();
    record.replacedFile(inode);
  }

  /** Says that the next {@code segment.length()} bytes become this part of the file. */
  void beginRun(TarEntry.Segment segment) throws IOException {
    flush(); // nothing, unless somebody read between the runs
    record.run(segment.offset(), segment.length());
    inFile = true;
  }

  /** Says that the run is over. */
  void endRun() {
    inFile = false;
  }

  /** Reads and records what is left, and returns how long the archive is in bytes. */
  long finish() throws IOException {
    transferTo(OutputStream.nullOutputStream());
    flush();
    record.end();
    return bytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count > 0) {
      bytes += count;
      if (!inFile) {
        keep(buffer, offset, count);
      }
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    byte[] skipped = new byte[(int) Math.min(count, BUFFER)];
    return Math.max(0, read(skipped, 0, skipped.length));
  }

  private void keep(byte[] buffer, int offset, int count) throws IOException {
    recorded += count;
    long most = limits.layerBytes() + (long) USUAL_BESIDES_A_FILE * limits.layerEntries();
    if (recorded > most) {
      throw UnusableImageException.tooLarge(
          "a layer holds more than " + most + " bytes besides its files");
    }
    for (int done = 0; done < count; ) {
      if (pendingCount == BUFFER) {
        flush();
      }
      int part = Math.min(count - done, BUFFER - pendingCount);
      System.arraycopy(buffer, offset + done, pending, pendingCount, part);
      pendingCount += part;
      done += part;
    }
  }

  private void flush() throws IOException {
    if (pendingCount > 0) {
      record.bytes(pending, pendingCount);
      pendingCount = 0;
    }
  }
}
