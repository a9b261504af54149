package io.jcompose.runtime.image.tar;

import io.jcompose.runtime.image.UnusableImageException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the entries of a tar archive one after another: v7, ustar, GNU and PAX, with long names,
 * large numbers, binary extended attributes and sparse files (GNU's, and PAX 0.1 and 1.0).
 *
 * <p>Trusts nothing: malformed archives fail with {@link UnusableImageException}, headers that
 * would fill memory too. Names are not judged; that is for whoever makes files of them. For one
 * thread.
 */
public final class TarReader {
  private static final int BLOCK = TarHeader.BLOCK;
  private static final int LONGEST_SPECIAL = 1024 * 1024;
  private static final long LARGEST_ID = 0xffff_fffeL;

  private final InputStream in;
  private long position;
  private long contentLeft;
  private long paddingLeft;
  private PaxRecords global = PaxRecords.NONE;

  /** Creates the reader of an archive; closing the stream is left to whoever opened it. */
  public TarReader(InputStream in) {
    this.in = in;
  }

  /**
   * Returns the next entry, or empty at the end of the archive. What is left of the previous
   * entry's content is skipped.
   *
   * @throws UnusableImageException if the archive is malformed or ends too early
   */
  public Optional<TarEntry> next() throws IOException {
    PaxRecords local = PaxRecords.NONE;
    Optional<EntryName> longName = Optional.empty();
    Optional<EntryName> longLink = Optional.empty();
    while (true) {
      Optional<TarHeader> next = nextHeader();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      TarHeader header = next.get();
      switch (header.type()) {
        case 'x', 'X' -> local = local.with(special(header));
        case 'g' -> global = global.with(special(header));
        case 'L' -> longName = Optional.of(EntryName.of(untilZero(special(header))));
        case 'K' -> longLink = Optional.of(EntryName.of(untilZero(special(header))));
        case 'V' -> expectContent(header.size()); // a volume's label
        default -> {
          return Optional.of(entry(header, global.with(local), longName, longLink));
        }
      }
    }
  }

  /**
   * Reads the current entry's content as the archive holds it, without a sparse file's holes.
   *
   * @param atMost how many bytes to read, counted from the buffer's start
   * @return how many bytes were read, or -1 at the content's end
   */
  public int read(byte[] buffer, long atMost) throws IOException {
    if (contentLeft == 0) {
      return -1;
    }
    long room = Math.min(buffer.length, atMost);
    int count = in.read(buffer, 0, (int) Math.min(room, contentLeft));
    if (count < 0) {
      throw endsTooEarly();
    }
    contentLeft -= count;
    position += count;
    return count;
  }

  private Optional<TarHeader> nextHeader() throws IOException {
    skip(contentLeft + paddingLeft);
    contentLeft = 0;
    paddingLeft = 0;
    byte[] block = new byte[BLOCK];
    int count = in.readNBytes(block, 0, BLOCK);
    position += count;
    if (count == 0) {
      return Optional.empty(); // some writers leave the two blocks of zeros out
    }
    if (count < BLOCK) {
      throw endsTooEarly();
    }
    if (TarHeader.isEnd(block)) {
      return Optional.empty();
    }
    boolean first = position == BLOCK;
    return Optional.of(
        TarHeader.parse(block)
            .orElseThrow(
                () ->
                    UnusableImageException.damaged(
                        first
                            ? "this is not a tar archive"
                            : "a header of the tar archive has the wrong checksum")));
  }

  private TarEntry entry(
      TarHeader header, PaxRecords pax, Optional<EntryName> longName, Optional<EntryName> longLink)
      throws IOException {
    EntryName name =
        pax.name("GNU.sparse.name")
            .or(() -> pax.name("path"))
            .or(() -> longName)
            .orElseGet(header::name);
    EntryName link = pax.name("linkpath").or(() -> longLink).orElseGet(header::link);
    EntryKind kind = kind(header, name);
    SparseMap content = kind == EntryKind.FILE ? content(header, pax) : SparseMap.whole(0);
    TarEntry.Moment changed =
        pax.moment("mtime").orElseGet(() -> new TarEntry.Moment(header.changed(), 0));
    boolean device = kind == EntryKind.CHARACTER_DEVICE || kind == EntryKind.BLOCK_DEVICE;
    return new TarEntry(
        name,
        kind,
        kind == EntryKind.SYMBOLIC_LINK || kind == EntryKind.HARD_LINK ? link : EntryName.of(""),
        header.mode(),
        id(pax.number("uid").orElseGet(header::owner), name),
        id(pax.number("gid").orElseGet(header::group), name),
        pax.moment("atime").orElse(changed),
        changed,
        device ? header.deviceMajor() : 0,
        device ? header.deviceMinor() : 0,
        content.realSize(),
        content.segments(),
        position,
        pax.attributes());
  }

  private static EntryKind kind(TarHeader header, EntryName name) {
    return switch (header.type()) {
      case 0, '0', '7', 'S' -> isOldDirectory(header, name) ? EntryKind.DIRECTORY : EntryKind.FILE;
      case '1' -> EntryKind.HARD_LINK;
      case '2' -> EntryKind.SYMBOLIC_LINK;
      case '3' -> EntryKind.CHARACTER_DEVICE;
      case '4' -> EntryKind.BLOCK_DEVICE;
      case '5' -> EntryKind.DIRECTORY;
      case '6' -> EntryKind.FIFO;
      default ->
          throw UnusableImageException.unsupported(
              "entry '" + name + "' is of the unknown tar type " + (header.type() & 0xff));
    };
  }

  /** Before there was a type for directories, a slash at the end of the name made one. */
  private static boolean isOldDirectory(TarHeader header, EntryName name) {
    byte[] bytes = name.bytes();
    return header.type() == 0 && bytes.length > 0 && bytes[bytes.length - 1] == '/';
  }

  private static int id(long id, EntryName name) {
    if (id < 0 || id > LARGEST_ID) {
      throw UnusableImageException.damaged(
          "entry '" + name + "' has the impossible owner or group " + id);
    }
    return (int) id;
  }

  private SparseMap content(TarHeader header, PaxRecords pax) throws IOException {
    long stored = pax.number("size").orElseGet(header::size);
    if (header.type() == 'S') {
      SparseMap map = gnuSparse(header);
      expectContent(stored);
      return holding(map);
    }
    expectContent(stored);
    if (pax.text("GNU.sparse.major").isPresent()) {
      return holding(paxSparseInContent(pax));
    }
    if (pax.text("GNU.sparse.map").isPresent()) {
      return holding(paxSparseInHeader(pax));
    }
    if (pax.text("GNU.sparse.size").isPresent()) {
      throw UnusableImageException.unsupported(
          "entry '" + header + "' is a sparse file of the outdated PAX format 0.0");
    }
    return SparseMap.whole(stored);
  }

  private SparseMap holding(SparseMap map) {
    long mapped = map.segments().stream().mapToLong(TarEntry.Segment::length).sum();
    if (mapped != contentLeft) {
      throw SparseMap.malformed();
    }
    return map;
  }

  private SparseMap gnuSparse(TarHeader header) throws IOException {
    List<TarEntry.Segment> segments = new ArrayList<>(header.sparseSegments());
    boolean continues = header.sparseContinues();
    while (continues) {
      byte[] block = readFully(BLOCK);
      segments.addAll(TarHeader.continuedSegments(block));
      continues = TarHeader.continuesFurther(block);
      if (segments.size() > SparseMap.MOST_SEGMENTS) {
        throw SparseMap.malformed();
      }
    }
    return new SparseMap(header.sparseRealSize(), segments);
  }

  private static SparseMap paxSparseInHeader(PaxRecords pax) {
    List<Long> numbers = new ArrayList<>();
    for (String number : pax.text("GNU.sparse.map").orElseThrow().split(",", -1)) {
      numbers.add(decimal(number));
    }
    return SparseMap.ofNumbers(
        pax.number("GNU.sparse.size").orElseThrow(SparseMap::malformed), numbers);
  }

  /** Version 1.0 writes the map as lines of decimal numbers in front of the content. */
  private SparseMap paxSparseInContent(PaxRecords pax) throws IOException {
    if (!pax.text("GNU.sparse.major").orElseThrow().equals("1")) {
      throw UnusableImageException.unsupported("the archive holds a sparse file of unknown format");
    }
    long start = position;
    long count = mapLine();
    if (count > SparseMap.MOST_SEGMENTS) {
      throw SparseMap.malformed();
    }
    List<Long> numbers = new ArrayList<>();
    for (long i = 0; i < 2 * count; i++) {
      numbers.add(mapLine());
    }
    long padding = Math.floorMod(start - position, (long) BLOCK);
    if (padding > contentLeft) {
      throw SparseMap.malformed();
    }
    skip(padding);
    contentLeft -= padding;
    return SparseMap.ofNumbers(
        pax.number("GNU.sparse.realsize").orElseThrow(SparseMap::malformed), numbers);
  }

  private long mapLine() throws IOException {
    StringBuilder line = new StringBuilder();
    byte[] one = new byte[1];
    while (line.length() <= 20) {
      if (read(one, 1) < 0) {
        throw SparseMap.malformed();
      }
      if (one[0] == '\n') {
        return decimal(line.toString());
      }
      line.append((char) one[0]);
    }
    throw SparseMap.malformed();
  }

  private static long decimal(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw SparseMap.malformed();
    }
    return Long.parseLong(text);
  }

  /** Returns the content of an entry that only serves the next one. */
  private byte[] special(TarHeader header) throws IOException {
    long size = header.size();
    if (size < 0 || size > LONGEST_SPECIAL) {
      throw UnusableImageException.tooLarge(
          "a tar header that belongs to the next entry is " + size + " bytes long");
    }
    byte[] content = readFully((int) size);
    skip(padding(size));
    return content;
  }

  private void expectContent(long size) {
    if (size < 0) {
      throw UnusableImageException.damaged("a tar entry has a negative size");
    }
    contentLeft = size;
    paddingLeft = padding(size);
  }

  private static long padding(long size) {
    return Math.floorMod(-size, (long) BLOCK);
  }

  private byte[] readFully(int size) throws IOException {
    byte[] content = in.readNBytes(size);
    position += content.length;
    if (content.length < size) {
      throw endsTooEarly();
    }
    return content;
  }

  private void skip(long count) throws IOException {
    try {
      in.skipNBytes(count);
      position += count;
    } catch (EOFException e) {
      throw endsTooEarly();
    }
  }

  private static byte[] untilZero(byte[] content) {
    return new String(content, StandardCharsets.ISO_8859_1)
        .split("\0", 2)[0].getBytes(StandardCharsets.ISO_8859_1);
  }

  private static UnusableImageException endsTooEarly() {
    return UnusableImageException.damaged("the tar archive ends in the middle of an entry");
  }
}
