package io.jcompose.runtime.image.tar;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One entry of an archive, without its content.
 *
 * @param name as written; a directory's may end with a slash
 * @param link what a link points to; empty for all other kinds
 * @param mode permissions, set-id and sticky bits; no kind
 * @param size of the file in bytes, holes included; 0 for all other kinds
 * @param segments the parts of the file that the archive holds; what lies between them is zeros
 * @param dataOffset where the first segment's bytes stand in the archive
 * @param read when the file was last read; the same as {@code changed} if the archive does not say
 * @param attributes extended attributes, names as text, values as bytes
 */
public record TarEntry(
    EntryName name,
    EntryKind kind,
    EntryName link,
    int mode,
    int owner,
    int group,
    Moment read,
    Moment changed,
    int deviceMajor,
    int deviceMinor,
    long size,
    List<Segment> segments,
    long dataOffset,
    Map<String, Attribute> attributes) {

  public TarEntry {
    segments = List.copyOf(segments);
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** Returns how many bytes of content the archive holds for this entry. */
  public long storedBytes() {
    return segments.stream().mapToLong(Segment::length).sum();
  }

  /** A part of a file: where it starts in the file, and its length, in bytes. */
  public record Segment(long offset, long length) {}

  /** A point in time; nanoseconds count forward from the second, before 1970 too. */
  public record Moment(long seconds, int nanoseconds) {}

  /** The bytes of an extended attribute. */
  public static final class Attribute {
    private final byte[] value;

    /** Creates an attribute with a copy of the bytes. */
    public Attribute(byte[] value) {
      this.value = value.clone();
    }

    /** Returns a copy of the bytes. */
    public byte[] value() {
      return value.clone();
    }
  }
}
