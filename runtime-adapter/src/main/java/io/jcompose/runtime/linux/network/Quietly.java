package io.jcompose.runtime.linux.network;

import java.io.Closeable;
import java.io.IOException;

/** Closes what is given up anyway. */
final class Quietly {
  private Quietly() {}

  /** Closes it; that the other side has gone first is no news. */
  static void close(Closeable given) {
    try {
      given.close();
    } catch (IOException e) {
      // the descriptor is free whatever close(2) says
    }
  }
}
