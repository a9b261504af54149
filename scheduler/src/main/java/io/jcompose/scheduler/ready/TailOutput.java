package io.jcompose.scheduler.ready;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the last bytes of what is written to it, so that a probe that floods us costs nothing. */
final class TailOutput extends OutputStream {
  private final byte[] ring;
  private long written;

  TailOutput(int capacity) {
    this.ring = new byte[capacity];
  }

  @Override
  public synchronized void write(int b) {
    ring[(int) (written % ring.length)] = (byte) b;
    written++;
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    int skipped = Math.max(0, length - ring.length);
    written += skipped;
    for (int i = skipped; i < length; i++) {
      write(bytes[offset + i]);
    }
  }

  /** Returns what was kept, as UTF-8 without white space at its ends. */
  synchronized String text() {
    int kept = (int) Math.min(written, ring.length);
    byte[] tail = new byte[kept];
    for (int i = 0; i < kept; i++) {
      tail[i] = ring[(int) ((written - kept + i) % ring.length)];
    }
    return new String(tail, StandardCharsets.UTF_8).strip();
  }
}
