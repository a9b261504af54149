package io.jcompose.runtime.linux.process;

import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.SyscallException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Moves a stream of ours to a program, on a thread of its own, which closes the program's input at
 * the stream's end. A thread that waits for a stream cannot be called back: it ends with the
 * stream, or with this process.
 */
final class InputPump {
  private static final int BUFFER_BYTES = 8 * 1024;

  private InputPump() {}

  static void start(String name, InputStream from, Fd to) {
    Thread thread =
        new Thread(
            () -> {
              try {
                move(from, to);
              } finally {
                Descriptors.close(to);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void move(InputStream from, Fd to) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        Descriptors.write(to, buffer, n);
      }
    } catch (IOException | SyscallException e) {
      return; // either side is gone: there is nothing more to move
    }
  }
}
