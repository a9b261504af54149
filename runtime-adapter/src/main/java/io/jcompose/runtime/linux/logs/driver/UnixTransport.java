package io.jcompose.runtime.linux.logs.driver;

import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.runtime.syscall.UnixDatagrams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A socket of this host: of datagrams, or of a stream if need be. */
final class UnixTransport implements Transport {
  private static final long PAUSE_MILLISECONDS = 5;
  private static final long PATIENCE_NANOSECONDS = TimeUnit.SECONDS.toNanos(5);

  private final Path path;
  private final boolean datagramsOnly;
  private @Nullable UnixDatagrams datagrams;
  private @Nullable StreamTransport stream;
  private boolean closed;

  UnixTransport(Path path, boolean datagramsOnly) {
    this.path = path;
    this.datagramsOnly = datagramsOnly;
  }

  @Override
  public void send(byte[] message) throws IOException {
    StreamTransport other = openedStream();
    if (other != null) {
      other.send(message);
      return;
    }
    try {
      send(message, connected());
    } catch (SyscallException e) {
      closeDatagrams();
      if (e.errno().equals(Errno.EPROTOTYPE) && !datagramsOnly) {
        openStream().send(message);
        return;
      }
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void send(byte[] message, UnixDatagrams to) throws IOException {
    long deadline = System.nanoTime() + PATIENCE_NANOSECONDS;
    while (!to.send(message)) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException("nobody reads it");
      }
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }

  private synchronized UnixDatagrams connected() throws IOException {
    if (closed) {
      throw new IOException("it is closed");
    }
    if (datagrams == null) {
      datagrams = UnixDatagrams.connect(path);
    }
    return datagrams;
  }

  private synchronized StreamTransport openStream() {
    stream = StreamTransport.to(path);
    return stream;
  }

  private synchronized @Nullable StreamTransport openedStream() {
    return stream;
  }

  private synchronized void closeDatagrams() {
    if (datagrams != null) {
      datagrams.close();
      datagrams = null;
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }

  @Override
  public synchronized void close() {
    closed = true;
    closeDatagrams();
    if (stream != null) {
      stream.close();
    }
  }
}
