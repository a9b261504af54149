package io.jcompose.scheduler.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Archives of directories and of files of text, with short names. */
public final class SmallTar {
  private static final int BLOCK = 512;

  private SmallTar() {}

  /**
   * Writes an archive.
   *
   * @param content by name; empty means a directory
   */
  public static void write(Map<String, Optional<String>> content, OutputStream tar)
      throws IOException {
    for (Map.Entry<String, Optional<String>> entry : content.entrySet()) {
      byte[] bytes = entry.getValue().orElse("").getBytes(StandardCharsets.UTF_8);
      tar.write(header(entry.getKey(), entry.getValue().isEmpty(), bytes.length));
      tar.write(bytes);
      tar.write(new byte[Math.floorMod(-bytes.length, BLOCK)]);
    }
    tar.write(new byte[2 * BLOCK]);
    tar.flush();
  }

  private static byte[] header(String name, boolean directory, int size) {
    byte[] block = new byte[BLOCK];
    put(block, 0, name);
    put(block, 100, directory ? "0000755" : "0000644");
    put(block, 108, "0000000");
    put(block, 116, "0000000");
    put(block, 124, String.format(Locale.ROOT, "%011o", size));
    put(block, 136, "00000000000");
    put(block, 148, "        ");
    put(block, 156, directory ? "5" : "0");
    put(block, 257, "ustar\00000");
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    put(block, 148, String.format(Locale.ROOT, "%06o\0", sum));
    return block;
  }

  private static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  /** Returns the directories and files of an archive by name; other entries are passed over. */
  public static Map<String, Optional<String>> read(InputStream tar) throws IOException {
    Map<String, Optional<String>> content = new LinkedHashMap<>();
    byte[] header = tar.readNBytes(BLOCK);
    while (header.length == BLOCK && header[0] != 0) {
      int size = Integer.parseInt(text(header, 124, 11), 8);
      String bytes = new String(tar.readNBytes(size), StandardCharsets.UTF_8);
      tar.skipNBytes(Math.floorMod(-size, BLOCK));
      String name = text(header, 0, 100);
      if (header[156] == '5') {
        content.put(name, Optional.empty());
      } else if (header[156] == '0') {
        content.put(name, Optional.of(bytes));
      }
      header = tar.readNBytes(BLOCK);
    }
    return content;
  }

  private static String text(byte[] block, int at, int room) {
    String text = new String(Arrays.copyOfRange(block, at, at + room), StandardCharsets.US_ASCII);
    return text.contains("\0") ? text.substring(0, text.indexOf('\0')) : text;
  }
}
