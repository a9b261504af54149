package io.jcompose.runtime.image.tar;

import io.jcompose.runtime.image.UnusableImageException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which parts of a sparse file an archive holds.
 *
 * @param realSize of the file, holes included
 * @param segments in the order of the file
 * @see <a href="https://www.gnu.org/software/tar/manual/html_section/Sparse-Formats.html">GNU tar,
 *     storing sparse files</a>
 */
record SparseMap(long realSize, List<TarEntry.Segment> segments) {
  /** More pieces than any real file is stored in; guards memory. */
  static final int MOST_SEGMENTS = 200_000;

  SparseMap {
    segments = List.copyOf(segments);
    long end = 0;
    for (TarEntry.Segment segment : segments) {
      boolean inOrder = segment.offset() >= end && segment.length() >= 0;
      if (!inOrder || segment.length() > realSize - segment.offset()) {
        throw malformed();
      }
      end = segment.offset() + segment.length();
    }
  }

  /** Returns the map of a file without holes. */
  static SparseMap whole(long size) {
    return new SparseMap(size, size == 0 ? List.of() : List.of(new TarEntry.Segment(0, size)));
  }

  /** Returns the map written as {@code offset,length,offset,length…}, as in PAX version 0.1. */
  static SparseMap ofNumbers(long realSize, List<Long> numbers) {
    if (numbers.size() % 2 != 0) {
      throw malformed();
    }
    List<TarEntry.Segment> segments = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i += 2) {
      segments.add(new TarEntry.Segment(numbers.get(i), numbers.get(i + 1)));
    }
    return new SparseMap(realSize, segments);
  }

  static UnusableImageException malformed() {
    return UnusableImageException.damaged("the map of a sparse file is malformed");
  }
}
