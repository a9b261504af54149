package io.jcompose.runtime.linux.forward;

import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.SocketOption;

/** How our connections are set up. */
final class Streams {
  // a client that has vanished without a word is found out after about two minutes
  private static final int SILENCE_SECONDS = 60;
  private static final int QUESTION_SECONDS = 10;

  private Streams() {}

  /** Sets the options of a socket that is going to listen; what it accepts inherits them. */
  static void prepareListener(Fd socket) {
    prepare(socket);
    SocketOption.KEEP_ALIVE.set(socket, 1);
    SocketOption.KEEP_ALIVE_AFTER.set(socket, SILENCE_SECONDS);
    SocketOption.KEEP_ALIVE_EVERY.set(socket, QUESTION_SECONDS);
  }

  /** Sets the options of a socket that is not connected yet. */
  static void prepare(Fd socket) {
    // what arrives in small pieces was sent in small pieces for a reason
    SocketOption.NO_DELAY.set(socket, 1);
  }
}
