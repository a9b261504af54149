package io.jcompose.runtime.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, as it comes. Unlike the JDK's own stream it does not wait for ever for the
 * next byte, and an interrupted reader is let go. For one reading thread.
 */
final class AnswerStream extends InputStream implements BodySubscriber<AnswerStream> {
  /** Buffers of mostly 16 KiB that may come before they are read. */
  private static final int AHEAD = 32;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private record Part(List<ByteBuffer> buffers, boolean last, @Nullable Throwable failure) {}

  private final Duration idleTimeout;
  private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
  private List<ByteBuffer> buffers = List.of();
  private int next;
  private ByteBuffer current = NOTHING;
  private boolean ended;

  AnswerStream(Duration idleTimeout) {
    this.idleTimeout = idleTimeout;
  }

  @Override
  public CompletionStage<AnswerStream> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    if (!subscription.complete(given)) {
      given.cancel();
      return;
    }
    given.request(AHEAD);
  }

  @Override
  public void onNext(List<ByteBuffer> item) {
    parts.add(new Part(item, false, null));
  }

  @Override
  public void onError(Throwable failure) {
    parts.add(new Part(List.of(), true, failure));
  }

  @Override
  public void onComplete() {
    parts.add(new Part(List.of(), true, null));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!current.hasRemaining()) {
      if (next < buffers.size()) {
        current = buffers.get(next++);
      } else if (ended) {
        return -1;
      } else {
        take();
      }
    }
    int count = Math.min(length, current.remaining());
    current.get(target, offset, count);
    return count;
  }

  private void take() throws IOException {
    Part part;
    try {
      part = parts.poll(idleTimeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
    if (part == null) {
      close();
      throw new HttpTimeoutException("nothing came for " + idleTimeout.toSeconds() + " s");
    }
    if (part.failure() != null) {
      close();
      throw new IOException(part.failure().getMessage(), part.failure());
    }
    buffers = part.buffers();
    next = 0;
    ended = part.last();
    if (!ended) {
      subscription.join().request(1);
    }
  }

  /** Ends the exchange; where the answer was not read to its end, its connection goes too. */
  @Override
  public void close() {
    boolean whole = ended;
    ended = true;
    buffers = List.of();
    next = 0;
    current = NOTHING;
    if (!whole && subscription.isDone()) {
      subscription.join().cancel();
    }
  }
}
