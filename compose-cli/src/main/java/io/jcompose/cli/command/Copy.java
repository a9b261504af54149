package io.jcompose.cli.command;

import io.jcompose.scheduler.runtime.ContainerFiles.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One copy from a path to a path, by docker's rules for where it ends up: into a directory that is
 * there, under its own name, or as its content where the source ends in {@code /.}; in place of a
 * file that is there; under the name given, where nothing is and the directory above it is there.
 *
 * @param followLink whether a link at the end of the source stands for what it leads to
 * @param keepOwners whether files keep their owners
 */
record Copy(CopySide from, CopySide to, boolean followLink, boolean keepOwners) {
  private static final int PIPE_SIZE = 128 * 1024;

  /** Where a copy goes: what its top is called in which directory. */
  private record Destination(String directory, String name) {}

  /**
   * Copies.
   *
   * @throws CommandFailure if the source is not there or the destination cannot be
   */
  void perform(CopyPlace source, CopyPlace destination) throws IOException {
    // a slash at the end goes through a link, as everywhere
    boolean follow = followLink || source.endsWithSlash();
    Kind kind =
        from.kind(source.path(), follow)
            .orElseThrow(
                () ->
                    new CommandFailure(
                        "cannot copy '" + source.path() + "': there is no such file",
                        "name a file or directory that is there"));
    if (source.endsWithSlash() && kind != Kind.DIRECTORY) {
      throw new CommandFailure(
          "cannot copy '" + source.path() + "': it is no directory",
          "leave out the slash at its end");
    }
    Destination where = destination(source, kind, destination);
    pipe(
        tar -> from.archive(source.path(), follow, where.name(), tar),
        tar -> to.extract(where.directory(), tar, keepOwners));
  }

  private Destination destination(CopyPlace source, Kind kind, CopyPlace destination) {
    boolean directory = kind == Kind.DIRECTORY;
    Optional<Kind> there = to.kind(destination.path(), true);
    if (there.isPresent() && there.get() == Kind.DIRECTORY) {
      return new Destination(
          destination.path(), source.meansContent() ? "." : PathEnd.name(source.path()));
    }
    if (there.isPresent() && directory) {
      throw new CommandFailure(
          "cannot copy the directory '"
              + source.path()
              + "' to '"
              + destination.path()
              + "': that is a file",
          "name a directory, or one that is to be made");
    }
    if (destination.endsWithSlash() && !directory) {
      throw new CommandFailure(
          "cannot copy '"
              + source.path()
              + "' to '"
              + destination.path()
              + "': there is no such directory",
          "make the directory first, or leave out the slash at its end");
    }
    String above = PathEnd.directory(destination.path());
    if (to.kind(above, true).filter(Kind.DIRECTORY::equals).isEmpty()) {
      throw new CommandFailure(
          "cannot copy to '" + destination.path() + "': there is no directory '" + above + "'",
          "make the directory first");
    }
    return new Destination(above, PathEnd.name(destination.path()));
  }

  /** Reads or writes a stream. */
  interface Transfer<T> {
    /** Does so. */
    void with(T stream) throws IOException;
  }

  /** Has one thread write what this one reads. Whichever fails first, its failure is told. */
  private static void pipe(Transfer<OutputStream> writing, Transfer<InputStream> reading)
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
