package io.jcompose.tests.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Asks a web server of this host for its page, again and again, until it is closed. */
final class Requests implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 2000;
  private final int port;
  private final Thread thread = new Thread(this::ask, "requests");
  private volatile boolean over;
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicLong longestSilenceNanos = new AtomicLong();

  /** Begins to ask. */
  Requests(int port) {
    this.port = port;
    thread.start();
  }

  /** Returns how many requests were answered with the page. */
  int answered() {
    return answered.get();
  }

  /** Returns how many were not. */
  int failed() {
    return failed.get();
  }

  /** Returns the longest time from one answer to the next. */
  Duration longestSilence() {
    return Duration.ofNanos(longestSilenceNanos.get());
  }

  private void ask() {
    long last = System.nanoTime();
    while (!over) {
      if (isAnswered()) {
        long now = System.nanoTime();
        if (answered.getAndIncrement() > 0) {
          longestSilenceNanos.accumulateAndGet(now - last, Math::max);
        }
        last = now;
      } else {
        failed.incrementAndGet();
      }
    }
  }

  private boolean isAnswered() {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
      socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      InputStream answer = socket.getInputStream();
      return new String(answer.readAllBytes(), StandardCharsets.US_ASCII).contains("served");
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
