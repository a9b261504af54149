package io.jcompose.runtime.linux.logs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The segments of a log that a search has looked into; each is opened once. */
final class OpenSegments implements AutoCloseable {
  private final SegmentRow row;
  private final NavigableMap<Long, Segment> open = new TreeMap<>();
  private final List<Long> numbers;

  OpenSegments(SegmentRow row) throws IOException {
    this.row = row;
    this.numbers = new ArrayList<>(row.numbers());
  }

  /** Returns the newest segment before that number; empty if there is none, or none any more. */
  Optional<Segment> before(long number) throws IOException {
    for (int i = numbers.size() - 1; i >= 0; i--) {
      if (numbers.get(i) < number) {
        return segment(numbers.get(i));
      }
    }
    return Optional.empty();
  }

  private Optional<Segment> segment(long number) throws IOException {
    Segment segment = open.get(number);
    if (segment == null) {
      try {
        segment = Segment.open(row.files(number));
      } catch (FileNotFoundException e) {
        return Optional.empty(); // removed meanwhile, with all before it
      }
      open.put(number, segment);
    }
    return Optional.of(segment);
  }

  @Override
  public void close() throws IOException {
    for (Segment segment : open.values()) {
      segment.close();
    }
  }
}
