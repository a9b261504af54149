package io.jcompose.runtime.linux.network;

import java.util.ArrayDeque;
import java.util.Deque;

/** What to take back, newest first, unless everything worked. */
final class Undo implements AutoCloseable {
  private final Deque<Runnable> undos = new ArrayDeque<>();

  /** Adds what takes back the step that has just been made. */
  void add(Runnable undo) {
    undos.push(undo);
  }

  /** Everything worked: takes nothing back. */
  void keep() {
    undos.clear();
  }

  /** Takes back what is left to take back; goes on after a failure and throws the first. */
  @Override
  public void close() {
    RuntimeException first = null;
    while (!undos.isEmpty()) {
      try {
        undos.pop().run();
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first; // try-with-resources tucks it under the real failure
    }
  }
}
