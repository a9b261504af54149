package io.jcompose.runtime.image.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.LongConsumer;

/** A part of an open file as a stream; several may be read at once. Closing it closes nothing. */
class FileSlice extends InputStream {
  private final FileChannel channel;
  private final long start;
  private final long end;
  private final LongConsumer progress;
  private long position;

  FileSlice(FileChannel channel, long start, long size, LongConsumer progress) {
    this.channel = channel;
    this.start = start;
    this.end = start + size;
    this.progress = progress;
    this.position = start;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int wanted = (int) Math.min(length, end - position);
    int count = wanted == 0 ? -1 : channel.read(ByteBuffer.wrap(buffer, offset, wanted), position);
    if (count > 0) {
      position += count;
      progress.accept(position - start);
    }
    return count;
  }

  @Override
  public long skip(long count) {
    long skipped = Math.max(0, Math.min(count, end - position));
    position += skipped;
    return skipped;
  }

  /** GZIPInputStream looks for a next member only if this tells that there is more. */
  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, end - position);
  }
}
