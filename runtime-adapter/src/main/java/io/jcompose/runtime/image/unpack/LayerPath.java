package io.jcompose.runtime.image.unpack;

import io.jcompose.runtime.image.UnusableImageException;
import io.jcompose.runtime.image.tar.EntryName;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where an entry goes, seen from the layer's root. There is no way to write one that leads out: it
 * is relative and has no {@code ..}; what links on its way do is for {@link LayerTree} to judge.
 *
 * @param parts none for the root itself; each a legal name of a file
 */
record LayerPath(List<EntryName> parts) {
  private static final int LONGEST_NAME = 255; // NAME_MAX of linux/limits.h
  private static final int LONGEST_PATH = 4095; // PATH_MAX without the zero at its end

  LayerPath {
    parts = List.copyOf(parts);
  }

  /**
   * Returns where an entry of this name goes.
   *
   * @param role what the name is, for the message: {@code "entry"}, {@code "hard link target"}
   * @throws UnusableImageException if it is absolute, has a {@code ..}, or is too long
   */
  static LayerPath parse(EntryName name, String role) {
    byte[] bytes = name.bytes();
    if (bytes.length == 0) {
      throw UnusableImageException.damaged("a layer holds an " + role + " without a name");
    }
    if (bytes.length > LONGEST_PATH) {
      throw UnusableImageException.tooLarge(role + " '" + name + "…' has a name that is too long");
    }
    if (bytes[0] == '/') {
      throw UnusableImageException.unsafe(
          role + " '" + name + "' has an absolute name, which could leave the layer");
    }
    List<EntryName> parts = new ArrayList<>();
    for (byte[] part : split(bytes)) {
      if (isDots(part, 2)) {
        throw UnusableImageException.unsafe(
            role + " '" + name + "' has '..' in its name, which could leave the layer");
      }
      if (part.length > LONGEST_NAME) {
        throw UnusableImageException.tooLarge(role + " '" + name + "' has a name that is too long");
      }
      if (part.length > 0 && !isDots(part, 1)) {
        parts.add(EntryName.of(part));
      }
    }
    return new LayerPath(parts);
  }

  private static List<byte[]> split(byte[] bytes) {
    List<byte[]> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '/') {
        parts.add(Arrays.copyOfRange(bytes, start, i));
        start = i + 1;
      }
    }
    return parts;
  }

  static boolean isDots(byte[] name, int count) {
    byte[] dots = new byte[count];
    Arrays.fill(dots, (byte) '.');
    return Arrays.equals(name, dots);
  }

  boolean isRoot() {
    return parts.isEmpty();
  }

  /** Returns the directory it is in; the root is in itself. */
  LayerPath parent() {
    return new LayerPath(parts.subList(0, Math.max(0, parts.size() - 1)));
  }

  /** Returns its name in its directory; {@code .} for the root. */
  byte[] name() {
    return isRoot() ? new byte[] {'.'} : parts.get(parts.size() - 1).bytes();
  }

  /** Returns the first {@code count} parts. */
  LayerPath first(int count) {
    return new LayerPath(parts.subList(0, count));
  }

  /** Returns the parts with slashes between them; nothing for the root. */
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (EntryName part : parts) {
      if (bytes.size() > 0) {
        bytes.write('/');
      }
      bytes.writeBytes(part.bytes());
    }
    return bytes.toByteArray();
  }

  @Override
  public String toString() {
    return isRoot() ? "." : EntryName.of(bytes()).toString();
  }
}
