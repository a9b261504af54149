package io.jcompose.runtime.linux.attach;

import io.jcompose.model.value.KeySequence;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.SyscallException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Hands on input to a container, on a thread of its own, until the input's end or until the keys to
 * detach are read. A thread that waits for a stream cannot be called back: it ends with the stream,
 * or with this process.
 */
public final class InputRelay {
  private static final int BUFFER_BYTES = 8 * 1024;

  private final InputStream from;
  private final Fd to;
  private final KeySequence keys;
  private int matched;
  private volatile boolean detached;

  private InputRelay(InputStream from, Fd to, KeySequence keys) {
    this.from = from;
    this.to = to;
    this.keys = keys;
  }

  /**
   * Starts to hand on.
   *
   * @param to the container's input; closed in the end
   */
  public static InputRelay start(InputStream from, Fd to, KeySequence keys) {
    InputRelay relay = new InputRelay(from, to, keys);
    Thread thread = new Thread(relay::run, "attached-input");
    thread.setDaemon(true);
    thread.start();
    return relay;
  }

  /** Returns whether the keys to detach have been read. */
  public boolean isDetached() {
    return detached;
  }

  private void run() {
    try {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        handOn(buffer, n);
        if (detached) {
          return;
        }
      }
      handOn(held());
    } catch (IOException | SyscallException e) {
      // either side is gone: there is nothing more to hand on
    } finally {
      Descriptors.close(to);
    }
  }

  private void handOn(byte[] bytes, int length) {
    ByteArrayOutputStream passed = new ByteArrayOutputStream(length);
    for (int i = 0; i < length && !detached; i++) {
      pass(bytes[i], passed);
    }
    handOn(passed);
  }

  private void handOn(ByteArrayOutputStream passed) {
    if (passed.size() > 0) {
      Descriptors.write(to, passed.toByteArray(), passed.size());
    }
  }

  /** Returns the keys that are held back. */
  private ByteArrayOutputStream held() {
    ByteArrayOutputStream held = new ByteArrayOutputStream();
    keys.bytes().subList(0, matched).forEach(held::write);
    return held;
  }

  /** Keys that may be the first to detach are held back until the next one tells. */
  private void pass(byte key, ByteArrayOutputStream passed) {
    if (keys.bytes().isEmpty()) {
      passed.write(key);
      return;
    }
    if (key == keys.bytes().get(matched)) {
      matched++;
      detached = matched == keys.bytes().size();
      return;
    }
    passed.writeBytes(held().toByteArray());
    boolean again = matched > 0;
    matched = 0;
    if (again) {
      pass(key, passed);
    } else {
      passed.write(key);
    }
  }
}
