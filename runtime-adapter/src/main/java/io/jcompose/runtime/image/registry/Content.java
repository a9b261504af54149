package io.jcompose.runtime.image.registry;

import java.io.ByteArrayInputStream;

/**
 * Bytes to be sent.
 *
 * @param length how many
 * @param source where they come from, each time from the first
 */
record Content(long length, ContentSource source) {
  static Content of(byte[] bytes) {
    return new Content(bytes.length, () -> new ByteArrayInputStream(bytes));
  }
}
