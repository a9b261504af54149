package io.jcompose.runtime.syscall;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Native memory for the arguments of a call; freed by {@link #close}. Belongs to one thread.
 *
 * <p>Not made of JNA's {@code Memory}: that starts a cleaner thread when it pleases, which fails on
 * a thread that has unshared its pid namespace.
 */
final class Scratch implements AutoCloseable {
  private final List<Pointer> blocks = new ArrayList<>();

  /** Returns {@code size} zero bytes. */
  Pointer block(long size) {
    long address = Native.malloc(size);
    if (address == 0) {
      throw new OutOfMemoryError("malloc(" + size + ")");
    }
    Pointer block = new Pointer(address);
    block.clear(size);
    blocks.add(block);
    return block;
  }

  /** Returns the address of {@code text} in UTF-8 with a zero at its end. */
  long text(String text) {
    return address(textBlock(text));
  }

  /** Returns {@code text} in UTF-8 with a zero at its end. */
  Pointer textBlock(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a zero character inside '" + text + "'");
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Pointer block = block(bytes.length + 1L);
    block.write(0, bytes, 0, bytes.length);
    return block;
  }

  /** Returns an array of the addresses of {@code texts}, with a null at its end. */
  Pointer textArray(List<String> texts) {
    Pointer array = block((texts.size() + 1L) * Long.BYTES);
    for (int i = 0; i < texts.size(); i++) {
      array.setLong((long) i * Long.BYTES, text(texts.get(i)));
    }
    return array;
  }

  static long address(Pointer pointer) {
    return Pointer.nativeValue(pointer);
  }

  @Override
  public void close() {
    blocks.forEach(block -> Native.free(address(block)));
    blocks.clear();
  }
}
