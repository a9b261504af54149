package io.jcompose.runtime.image.unpack;

import io.jcompose.runtime.image.UnusableImageException;
import io.jcompose.runtime.image.tar.EntryName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * An entry that is not a file but hides something of the layers below.
 *
 * @param name what is hidden; empty where that is no single name
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts">image
 *     specification, whiteouts</a>
 */
record Whiteout(Kind kind, EntryName name) {
  private static final byte[] PREFIX = bytes(".wh.");
  private static final byte[] OPAQUE = bytes(".wh..wh..opq");
  private static final byte[] AUFS = bytes(".wh..wh.");
  private static final EntryName NONE = EntryName.of("");

  enum Kind {
    LOWER_NAME,
    LOWER_CONTENT_OF_DIRECTORY,
    /** What aufs kept for itself in its layers. */
    NOTHING
  }

  /** Returns what an entry at {@code path} hides; empty if it is an ordinary entry. */
  static Optional<Whiteout> of(LayerPath path) {
    byte[] name = path.name();
    if (!startsWith(name, PREFIX)) {
      return Optional.empty();
    }
    if (Arrays.equals(name, OPAQUE)) {
      return Optional.of(new Whiteout(Kind.LOWER_CONTENT_OF_DIRECTORY, NONE));
    }
    if (startsWith(name, AUFS)) {
      return Optional.of(new Whiteout(Kind.NOTHING, NONE));
    }
    byte[] hidden = Arrays.copyOfRange(name, PREFIX.length, name.length);
    if (hidden.length == 0 || LayerPath.isDots(hidden, 1) || LayerPath.isDots(hidden, 2)) {
      throw UnusableImageException.unsafe("entry '" + path + "' hides no name that could be");
    }
    return Optional.of(new Whiteout(Kind.LOWER_NAME, EntryName.of(hidden)));
  }

  byte[] hidden() {
    return name.bytes();
  }

  private static boolean startsWith(byte[] name, byte[] prefix) {
    return name.length >= prefix.length
        && Arrays.equals(name, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
