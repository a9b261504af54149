package io.jcompose.runtime.linux.logs;

import io.jcompose.runtime.linux.tree.Trees;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * The segments of one log: which there are, how the next begins, how the oldest go.
 *
 * <p>A segment is there once its index is. Its index comes last, whole, by a rename, and goes
 * first: whoever is killed on the way leaves files that belong to no segment, which nobody reads
 * and which the next process that begins or removes a segment overwrites or takes away.
 */
final class SegmentRow {
  private final Path directory;

  SegmentRow(Path directory) {
    this.directory = directory;
  }

  SegmentFiles files(long number) {
    return new SegmentFiles(directory, number);
  }

  /** Returns the numbers of the segments that are there; none if the log is gone. */
  NavigableSet<Long> numbers() throws IOException {
    NavigableSet<Long> numbers = new TreeSet<>();
    for (String name : names()) {
      if (SegmentFiles.isIndex(name)) {
        SegmentFiles.numberOf(name).ifPresent(numbers::add);
      }
    }
    return numbers;
  }

  boolean has(long number) {
    return Files.exists(files(number).index());
  }

  /** Returns the number of the segment to read after {@code here}; empty if that is the newest. */
  OptionalLong after(long here) throws IOException {
    if (has(here + 1)) {
      return OptionalLong.of(here + 1);
    }
    if (has(here)) {
      return OptionalLong.empty();
    }
    // given up, and maybe others after it; or the container is gone
    Long next = numbers().higher(here);
    return next == null ? OptionalLong.empty() : OptionalLong.of(next);
  }

  /** Makes the first segment, unless there is one. */
  void createFirst() throws IOException {
    if (numbers().isEmpty()) {
      Trees.makeDirectory(directory);
      createEmpty(files(0));
      Files.createFile(files(0).index());
    }
  }

  /**
   * Returns the segment to write on with. One whose beginning a power failure has taken is removed:
   * a reader knows nothing of it either.
   */
  SegmentFiles newest() throws IOException {
    while (true) {
      createFirst();
      long newest = numbers().last();
      if (newest == 0
          || Files.size(files(newest).index()) >= Segment.HEADER_ENTRIES * IndexEntry.BYTES) {
        return files(newest);
      }
      remove(newest);
    }
  }

  /**
   * Begins a segment: from when this returns, or from some moment before, the segment before it is
   * complete.
   *
   * @param bases the offset of its first byte in all that each stream has ever carried
   */
  SegmentFiles begin(long number, Both<Long> bases, Instant at) throws IOException {
    SegmentFiles files = files(number);
    createEmpty(files);
    Path draft = directory.resolve("index.draft");
    Files.deleteIfExists(draft);
    try (Index index = Index.openForAppending(draft)) {
      for (Stream stream : Stream.values()) {
        index.append(IndexEntry.piece(at, stream, bases.of(stream), 0));
      }
    }
    Files.move(draft, files.index(), StandardCopyOption.ATOMIC_MOVE);
    return files;
  }

  private static void createEmpty(SegmentFiles files) throws IOException {
    for (Stream stream : Stream.values()) {
      Files.write(files.bytes(stream), new byte[0]);
    }
  }

  /** Removes all segments up to that number, and what is left of such. */
  void removeUpTo(long last) throws IOException {
    if (last < 0) {
      return;
    }
    NavigableSet<Long> old = new TreeSet<>();
    for (String name : names()) {
      SegmentFiles.numberOf(name).stream().filter(number -> number <= last).forEach(old::add);
    }
    for (long number : old) {
      remove(number);
    }
  }

  private void remove(long number) throws IOException {
    SegmentFiles files = files(number);
    Files.deleteIfExists(files.index());
    for (Stream stream : Stream.values()) {
      Files.deleteIfExists(files.bytes(stream));
    }
  }

  private List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
    } catch (NoSuchFileException e) {
      // the container is gone
    }
    return names;
  }
}
