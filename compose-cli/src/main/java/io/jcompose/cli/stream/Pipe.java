package io.jcompose.cli.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Hands on what one writes to another who reads it, without holding it all. */
public final class Pipe {
  private static final int PIPE_SIZE = 128 * 1024;

  private Pipe() {}

  /** Reads or writes a stream. */
  public interface Transfer<T> {
    /** Does so. */
    void with(T stream) throws IOException;
  }

  /**
   * Has one thread write what this one reads. Whichever fails first, its failure is thrown.
   *
   * @throws IOException if the calling thread is interrupted, for one
   */
  public static void between(Transfer<OutputStream> writing, Transfer<InputStream> reading)
      throws IOException {
    PipedInputStream in = new PipedInputStream(PIPE_SIZE);
    PipedOutputStream out = new PipedOutputStream(in);
    CompletableFuture<Void> written = new CompletableFuture<>();
    Thread writer =
        new Thread(
            () -> {
              try (out) {
                writing.with(out);
                written.complete(null);
              } catch (Throwable t) {
                written.completeExceptionally(t);
              }
            },
            "jcompose-copy");
    writer.setDaemon(true);
    writer.start();
    RuntimeException unread = null;
    try (in) {
      reading.with(in);
      in.readAllBytes(); // the rest of the last block
    } catch (RuntimeException e) {
      unread = e;
    }
    try {
      written.join();
    } catch (CompletionException e) {
      // a writer that fails leaves the reader half an archive: the writer knows why
      if (unread == null || !isBroken(e)) {
        throw rethrown(e);
      }
    }
    if (unread != null) {
      throw unread;
    }
  }

  /** Returns whether the writer failed because nobody read any more. */
  private static boolean isBroken(CompletionException failure) {
    return failure.getCause() instanceof IOException
        || (failure.getCause() instanceof RuntimeException wrapped
            && wrapped.getCause() instanceof IOException);
  }

  private static RuntimeException rethrown(CompletionException e) {
    if (e.getCause() instanceof RuntimeException failure) {
      return failure;
    }
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e;
  }
}
