package io.jcompose.runtime.image.archive;

import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.ImageLimits;
import io.jcompose.runtime.image.UnusableImageException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongConsumer;

/** Files by name, wherever they lie. No name leads out. */
interface ArchiveContent extends Closeable {
  /** Returns whether there is such a file. */
  boolean has(String name) throws IOException;

  /**
   * Returns how many bytes a file has.
   *
   * @throws UnusableImageException if there is no such file
   */
  long size(String name) throws IOException;

  /**
   * Opens a file, to be closed by the caller.
   *
   * @param progress told how many bytes have been read so far
   * @throws UnusableImageException if there is no such file
   */
  InputStream open(String name, LongConsumer progress) throws IOException;

  /** Returns the whole of a file that must be small. */
  default byte[] readDocument(String name, ImageLimits limits) throws IOException {
    long size = size(name);
    if (size > limits.documentBytes()) {
      throw UnusableImageException.tooLarge("'" + name + "' is " + size + " bytes long");
    }
    try (InputStream in = new BufferedInputStream(open(name, bytes -> {}))) {
      byte[] content = in.readNBytes((int) size);
      if (content.length < size) {
        throw UnusableImageException.damaged("'" + name + "' ends too early");
      }
      return content;
    }
  }

  /** Returns the whole of a small file that must have a digest. */
  default byte[] readBlob(String name, Digest digest, ImageLimits limits) throws IOException {
    byte[] content = readDocument(name, limits);
    Digest actual = Digest.of(content);
    if (!actual.equals(digest)) {
      throw UnusableImageException.damaged(
          "blob " + digest + " has the digest " + actual + " instead");
    }
    return content;
  }

  /** Returns a name without {@code .} and {@code ..}; what would lead out stays at the top. */
  static String normal(String name) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : name.split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }
}
