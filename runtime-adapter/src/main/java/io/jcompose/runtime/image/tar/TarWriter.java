package io.jcompose.runtime.image.tar;

import io.jcompose.runtime.image.tar.TarEntry.Moment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongConsumer;

/**
 * Writes archives that every tar reads: ustar headers, with PAX records in front of those entries
 * whose names, sizes, owners or times do not fit, or that have extended attributes. Files are
 * written whole, holes as zeros. For one thread.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html">pax</a>
 */
public final class TarWriter {
  private static final int BLOCK = TarHeader.BLOCK;
  private static final int LONGEST_NAME = 100;
  private static final long LARGEST_ID = 07777777;
  private static final long LARGEST_SIZE = 077777777777L;
  private static final byte[] NOTHING = {};

  /** What star made of extended attributes, and all others understand. */
  private static final String ATTRIBUTE = "SCHILY.xattr.";

  private final OutputStream out;
  private final byte[] zeros = new byte[BLOCK];
  private long contentLeft;
  private int padding;

  /** Creates a writer; closing the stream is left to whoever opened it. */
  public TarWriter(OutputStream out) {
    this.out = out;
  }

  /**
   * Begins an entry; a file's {@link TarEntry#size} bytes of content are to follow.
   *
   * @throws IllegalStateException if content of the entry before is missing
   */
  public void begin(TarEntry entry) throws IOException {
    requireComplete();
    byte[] records = records(entry);
    if (records.length > 0) {
      out.write(header(EntryName.of("PaxHeaders/entry"), entry, 'x', records.length));
      out.write(records);
      pad(records.length);
    }
    long size = entry.kind() == EntryKind.FILE ? entry.size() : 0;
    out.write(header(entry.name(), entry, type(entry.kind()), size));
    contentLeft = size;
    padding = Math.floorMod(-size, BLOCK);
    endIfComplete();
  }

  /** Writes the next {@code count} bytes of the file that was begun. */
  public void write(byte[] buffer, int count) throws IOException {
    write(buffer, 0, count);
  }

  /**
   * Returns a stream into the file that was begun.
   *
   * @param progress told how many bytes were written to it so far
   */
  public OutputStream content(LongConsumer progress) {
    return new OutputStream() {
      private long done;

      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] buffer, int offset, int count) throws IOException {
        TarWriter.this.write(buffer, offset, count);
        done += count;
        progress.accept(done);
      }
    };
  }

  private void write(byte[] buffer, int offset, int count) throws IOException {
    if (count > contentLeft) {
      throw new IllegalStateException("an entry is given more content than was announced");
    }
    out.write(buffer, offset, count);
    contentLeft -= count;
    endIfComplete();
  }

  /** Writes the end mark; nothing may follow. */
  public void finish() throws IOException {
    requireComplete();
    out.write(zeros);
    out.write(zeros);
    out.flush();
  }

  private void requireComplete() {
    if (contentLeft > 0) {
      throw new IllegalStateException("an entry lacks " + contentLeft + " bytes of content");
    }
  }

  private void endIfComplete() throws IOException {
    if (contentLeft == 0) {
      out.write(zeros, 0, padding);
      padding = 0;
    }
  }

  private void pad(long size) throws IOException {
    out.write(zeros, 0, Math.floorMod(-size, BLOCK));
  }

  private static char type(EntryKind kind) {
    return switch (kind) {
      case FILE -> '0';
      case HARD_LINK -> '1';
      case SYMBOLIC_LINK -> '2';
      case CHARACTER_DEVICE -> '3';
      case BLOCK_DEVICE -> '4';
      case DIRECTORY -> '5';
      case FIFO -> '6';
    };
  }

  /** What does not fit into the header that follows takes precedence here. */
  private static byte[] records(TarEntry entry) {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    if (!fits(entry.name())) {
      record(records, "path", entry.name().bytes());
    }
    if (!fits(entry.link())) {
      record(records, "linkpath", entry.link().bytes());
    }
    if (Integer.toUnsignedLong(entry.owner()) > LARGEST_ID) {
      record(records, "uid", Integer.toUnsignedString(entry.owner()));
    }
    if (Integer.toUnsignedLong(entry.group()) > LARGEST_ID) {
      record(records, "gid", Integer.toUnsignedString(entry.group()));
    }
    if (entry.kind() == EntryKind.FILE && entry.size() > LARGEST_SIZE) {
      record(records, "size", Long.toString(entry.size()));
    }
    Moment changed = entry.changed();
    if (changed.nanoseconds() != 0 || !isPlain(changed)) {
      record(records, "mtime", decimal(changed));
    }
    entry
        .attributes()
        .forEach((name, attribute) -> record(records, ATTRIBUTE + name, attribute.value()));
    return records.toByteArray();
  }

  private static boolean fits(EntryName name) {
    // readers take other bytes for text in some encoding of their own
    return name.length() <= LONGEST_NAME
        && StandardCharsets.US_ASCII
            .newEncoder()
            .canEncode(new String(name.bytes(), StandardCharsets.ISO_8859_1));
  }

  private static boolean isPlain(Moment moment) {
    return moment.seconds() >= 0 && moment.seconds() <= LARGEST_SIZE;
  }

  private static String decimal(Moment moment) {
    return BigDecimal.valueOf(moment.seconds())
        .add(BigDecimal.valueOf(moment.nanoseconds(), 9))
        .stripTrailingZeros()
        .toPlainString();
  }

  private static void record(ByteArrayOutputStream records, String key, String value) {
    record(records, key, value.getBytes(StandardCharsets.US_ASCII));
  }

  /** A record begins with its own length in decimal, which counts itself. */
  private static void record(ByteArrayOutputStream records, String key, byte[] value) {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    int rest = 1 + name.length + 1 + value.length + 1;
    int length = rest;
    while (length != rest + Integer.toString(length).length()) {
      length = rest + Integer.toString(length).length();
    }
    records.writeBytes((length + " ").getBytes(StandardCharsets.US_ASCII));
    records.writeBytes(name);
    records.write('=');
    records.writeBytes(value);
    records.write('\n');
  }

  private static byte[] header(EntryName name, TarEntry entry, char type, long size) {
    byte[] block = new byte[BLOCK];
    put(block, 0, LONGEST_NAME, fits(name) ? name.bytes() : cut(name));
    octal(block, 100, 8, entry.mode());
    octal(block, 108, 8, Math.min(LARGEST_ID, Integer.toUnsignedLong(entry.owner())));
    octal(block, 116, 8, Math.min(LARGEST_ID, Integer.toUnsignedLong(entry.group())));
    octal(block, 124, 12, Math.min(LARGEST_SIZE, size));
    octal(block, 136, 12, isPlain(entry.changed()) ? entry.changed().seconds() : 0);
    block[156] = (byte) type;
    put(block, 157, LONGEST_NAME, fits(entry.link()) ? entry.link().bytes() : cut(entry.link()));
    put(block, 257, 8, "ustar\00000".getBytes(StandardCharsets.US_ASCII));
    octal(block, 329, 8, entry.deviceMajor());
    octal(block, 337, 8, entry.deviceMinor());
    Arrays.fill(block, 148, 156, (byte) ' ');
    long sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    octal(block, 148, 7, sum);
    return block;
  }

  private static byte[] cut(EntryName name) {
    return name.length() == 0
        ? NOTHING
        : Arrays.copyOf(name.bytes(), Math.min(name.length(), LONGEST_NAME));
  }

  private static void put(byte[] block, int at, int room, byte[] bytes) {
    System.arraycopy(bytes, 0, block, at, Math.min(room, bytes.length));
  }

  /** Digits with zeros in front and a zero byte at the end. */
  private static void octal(byte[] block, int at, int room, long number) {
    String digits = String.format(Locale.ROOT, "%0" + (room - 1) + "o", number);
    put(block, at, room - 1, digits.getBytes(StandardCharsets.US_ASCII));
  }
}
