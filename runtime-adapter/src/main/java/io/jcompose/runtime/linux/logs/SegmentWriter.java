package io.jcompose.runtime.linux.logs;

import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.time.Clock;

/** The segment that output goes into. Belongs to one thread at a time. */
final class SegmentWriter implements AutoCloseable {
  /** So that a piece's length fits its place in the index. */
  private static final long LONGEST_PIECE_BYTES = 1 << 30;

  private final SegmentFiles paths;
  private final Index index;
  private final Both<StreamFile> files;
  private final Clock clock;

  private SegmentWriter(SegmentFiles paths, Index index, Both<StreamFile> files, Clock clock) {
    this.paths = paths;
    this.index = index;
    this.files = files;
    this.clock = clock;
  }

  /** The file of one stream, with offsets in all that the stream has ever carried. */
  private static final class StreamFile {
    private final Fd fd;
    private final long base;
    private long indexed;
    private long written;

    StreamFile(Fd fd, long base, long indexed, long written) {
      this.fd = fd;
      this.base = base;
      this.indexed = indexed;
      this.written = written;
    }

    long size() {
      return written - base;
    }
  }

  static SegmentWriter open(SegmentFiles paths, Clock clock) throws IOException {
    Index index = Index.openForAppending(paths.index());
    try {
      Both<Long> bases = Segment.bases(paths.number(), index);
      StreamFile stdout = open(paths, Stream.STDOUT, index, bases);
      try {
        StreamFile stderr = open(paths, Stream.STDERR, index, bases);
        return new SegmentWriter(paths, index, new Both<>(stdout, stderr), clock);
      } catch (IOException | RuntimeException e) {
        Descriptors.close(stdout.fd);
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      index.close();
      throw e;
    }
  }

  private static StreamFile open(SegmentFiles paths, Stream stream, Index index, Both<Long> bases)
      throws IOException {
    long base = bases.of(stream);
    long indexed = index.limit(stream);
    // a power failure may take bytes whose entry it leaves: what follows still goes behind them
    long written = Math.max(base + Files.size(paths.bytes(stream)), indexed);
    Fd fd = Descriptors.openForReadingAndWriting(paths.bytes(stream));
    return new StreamFile(fd, base, indexed, written);
  }

  long number() {
    return paths.number();
  }

  /** Returns how many bytes of output it holds. */
  long size() {
    return files.stdout().size() + files.stderr().size();
  }

  /** Returns the offsets at which a next segment begins. */
  Both<Long> limits() {
    return new Both<>(files.stdout().written, files.stderr().written);
  }

  /** Moves what a pipe holds into the stream's file; returns how many bytes, or none or less. */
  long take(OutputPipe pipe, Stream stream, int most) throws IOException {
    cover(stream);
    StreamFile file = files.of(stream);
    long moved = pipe.moveTo(file.fd, file.size(), most);
    if (moved > 0) {
      file.written += moved;
      cover(stream);
    }
    return moved;
  }

  /** Gives an entry to bytes that have none: just moved, or left by a process that was killed. */
  void cover(Stream stream) throws IOException {
    StreamFile file = files.of(stream);
    while (file.indexed < file.written) {
      int length = (int) Math.min(LONGEST_PIECE_BYTES, file.written - file.indexed);
      index.append(IndexEntry.piece(clock.instant(), stream, file.indexed, length));
      file.indexed += length;
    }
  }

  /** Returns whether the stream's file ends in the midst of a line. */
  boolean isInLine(Stream stream) throws IOException {
    long size = files.of(stream).size();
    if (size == 0) {
      return false;
    }
    try (var file = new RandomAccessFile(paths.bytes(stream).toFile(), "r")) {
      file.seek(size - 1);
      return file.read() != '\n';
    }
  }

  /** Marks the end of a run, unless nothing was written since the last one. */
  void end() throws IOException {
    if (!index.endsWithEnd()) {
      index.append(IndexEntry.end(clock.instant()));
    }
  }

  @Override
  public void close() throws IOException {
    for (StreamFile file : files.all()) {
      Descriptors.close(file.fd);
    }
    index.close();
  }
}
