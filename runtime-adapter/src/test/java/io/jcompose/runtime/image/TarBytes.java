package io.jcompose.runtime.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes tar archives byte by byte, wrong ones included: the reader's counterpart in tests. */
public final class TarBytes {
  private static final int BLOCK = 512;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private long owner;
  private long group;
  private int mode = 0644;

  /** Sets the owner, group and mode of the entries that follow. */
  public TarBytes as(long newOwner, long newGroup, int newMode) {
    owner = newOwner;
    group = newGroup;
    mode = newMode;
    return this;
  }

  public TarBytes file(String name, String content) {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  public TarBytes file(String name, byte[] content) {
    return entry(name, '0', "", content.length).content(content);
  }

  public TarBytes directory(String name) {
    return entry(name, '5', "", 0);
  }

  public TarBytes symbolicLink(String name, String target) {
    return entry(name, '2', target, 0);
  }

  public TarBytes hardLink(String name, String target) {
    return entry(name, '1', target, 0);
  }

  public TarBytes fifo(String name) {
    return entry(name, '6', "", 0);
  }

  public TarBytes device(String name, char type, int major, int minor) {
    byte[] header = header(name.getBytes(StandardCharsets.UTF_8), type, "", 0);
    octal(header, 329, 8, major);
    octal(header, 337, 8, minor);
    return headerBlock(header);
  }

  /** Adds a header that promises {@code size} bytes of content, which are not added. */
  public TarBytes entry(String name, char type, String link, long size) {
    return headerBlock(header(name.getBytes(StandardCharsets.UTF_8), type, link, size));
  }

  /** Adds a PAX header for the next entry. */
  public TarBytes pax(String key, byte[] value) {
    byte[] keyAndSign = (" " + key + "=").getBytes(StandardCharsets.UTF_8);
    int rest = keyAndSign.length + value.length + 1;
    int length = rest + String.valueOf(rest).length();
    length = rest + String.valueOf(length).length();
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.writeBytes(String.valueOf(length).getBytes(StandardCharsets.UTF_8));
    record.writeBytes(keyAndSign);
    record.writeBytes(value);
    record.write('\n');
    return entry("pax", 'x', "", record.size()).content(record.toByteArray());
  }

  /** Adds content and fills its last block. */
  public TarBytes content(byte[] content) {
    out.writeBytes(content);
    return zeros(Math.floorMod(-content.length, BLOCK));
  }

  public TarBytes zeros(int count) {
    out.writeBytes(new byte[count]);
    return this;
  }

  /** Returns what was written, without an end mark. */
  public byte[] unended() {
    return out.toByteArray();
  }

  /** Returns the archive. */
  public byte[] bytes() {
    byte[] entries = out.toByteArray();
    return Arrays.copyOf(entries, entries.length + 2 * BLOCK);
  }

  private TarBytes headerBlock(byte[] header) {
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    octal(header, 148, 7, sum);
    out.writeBytes(header);
    return this;
  }

  private byte[] header(byte[] name, char type, String link, long size) {
    byte[] header = new byte[BLOCK];
    System.arraycopy(name, 0, header, 0, Math.min(name.length, 100));
    octal(header, 100, 8, mode);
    octal(header, 108, 8, owner);
    octal(header, 116, 8, group);
    octal(header, 124, 12, size);
    octal(header, 136, 12, 1_600_000_000L);
    header[156] = (byte) type;
    byte[] target = link.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(target, 0, header, 157, Math.min(target.length, 100));
    System.arraycopy("ustar\00000".getBytes(StandardCharsets.US_ASCII), 0, header, 257, 8);
    return header;
  }

  private static void octal(byte[] header, int start, int length, long value) {
    String digits = String.format("%0" + (length - 1) + "o", value);
    System.arraycopy(digits.getBytes(StandardCharsets.US_ASCII), 0, header, start, length - 1);
    header[start + length - 1] = 0;
  }
}
