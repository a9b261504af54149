package io.jcompose.runtime.image.registry;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** What a {@link FakeRegistry} does instead of what it was asked for. */
@FunctionalInterface
public interface Fault {
  /** Returns whether the exchange was dealt with; if not, it is answered as usual. */
  boolean strike(HttpExchange exchange, FakeRegistry registry) throws IOException;

  /** Answers with a status and one error in the protocol's form. */
  static Fault status(int status, String code, String message) {
    return (exchange, registry) -> {
      FakeRegistry.refuse(exchange, status, code, message);
      return true;
    };
  }

  /** Asks to come back later. */
  static Fault busy(String retryAfter) {
    return (exchange, registry) -> {
      exchange.getResponseHeaders().set("Retry-After", retryAfter);
      FakeRegistry.refuse(exchange, 429, "TOOMANYREQUESTS", "slow down");
      return true;
    };
  }

  /** Sends the client elsewhere, with the path it asked for. */
  static Fault redirect(int status, String base) {
    return (exchange, registry) -> {
      exchange.getResponseHeaders().set("Location", base + exchange.getRequestURI().getRawPath());
      exchange.sendResponseHeaders(status, -1);
      return true;
    };
  }

  /** Says where the client shall go, and nothing else. */
  static Fault location(int status, String location) {
    return (exchange, registry) -> {
      exchange.getResponseHeaders().set("Location", location);
      exchange.sendResponseHeaders(status, -1);
      return true;
    };
  }

  /** Sends {@code count} bytes of a blob, then closes the connection; honours ranges. */
  static Fault truncate(int count) {
    return (exchange, registry) -> {
      registry.sendBlob(exchange, true, content -> content, count);
      return true;
    };
  }

  /** Turns over one bit of the blob's first byte. */
  static Fault corrupt() {
    return (exchange, registry) -> {
      registry.sendBlob(
          exchange,
          true,
          content -> {
            byte[] changed = content.clone();
            changed[0] ^= 1;
            return changed;
          },
          Integer.MAX_VALUE);
      return true;
    };
  }

  /** Sends the whole blob, whatever part was asked for. */
  static Fault ignoreRange() {
    return (exchange, registry) -> {
      registry.sendBlob(exchange, false, content -> content, Integer.MAX_VALUE);
      return true;
    };
  }

  /** Sends other bytes than those asked for, without telling their number beforehand. */
  static Fault stream(String mediaType, byte[] block, long times) {
    return (exchange, registry) -> {
      exchange.getResponseHeaders().set("Content-Type", mediaType);
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = exchange.getResponseBody()) {
        for (long i = 0; i < times; i++) {
          out.write(block);
          registry.counted(block.length);
        }
      }
      return true;
    };
  }

  /** Answers with a document. */
  static Fault document(String mediaType, String text) {
    return (exchange, registry) -> {
      byte[] content = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", mediaType);
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
      return true;
    };
  }

  /** Answers as usual, but late. */
  static Fault late(Duration delay) {
    return (exchange, registry) -> {
      LockSupport.parkNanos(delay.toNanos());
      return false;
    };
  }

  /** Says nothing at all until {@code end}. */
  static Fault silence(CountDownLatch reached, CountDownLatch end) {
    return (exchange, registry) -> {
      reached.countDown();
      await(end);
      return true;
    };
  }

  /** Begins an answer and then says nothing more until {@code end}. */
  static Fault stall(CountDownLatch reached, CountDownLatch end) {
    return (exchange, registry) -> {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write(new byte[10]);
      exchange.getResponseBody().flush();
      reached.countDown();
      await(end);
      return true;
    };
  }

  private static void await(CountDownLatch end) throws IOException {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
