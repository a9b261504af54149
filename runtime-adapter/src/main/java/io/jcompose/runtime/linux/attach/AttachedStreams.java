package io.jcompose.runtime.linux.attach;

import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Terminals;
import io.jcompose.scheduler.runtime.ExecSpec;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The streams of whoever is attached. None is closed; a terminal is raw from {@link #begin} to
 * {@link #close}. Belongs to one thread, but for {@link #input}.
 */
public final class AttachedStreams implements AutoCloseable {
  private static final Fd IN = new Fd(0);
  private static final Fd OUT = new Fd(1);

  private final InputStream input;
  private final OutputStream output;
  private final OutputStream error;
  private final boolean terminal;
  private Optional<Terminals.Mode> before = Optional.empty();
  private Optional<Terminals.Size> size = Optional.empty();

  private AttachedStreams(
      InputStream input, OutputStream output, OutputStream error, boolean terminal) {
    this.input = input;
    this.output = output;
    this.error = error;
    this.terminal = terminal;
  }

  /** Returns the streams that are meant. */
  public static AttachedStreams of(ExecSpec.Streams streams) {
    if (streams instanceof ExecSpec.Streams.Piped piped) {
      return new AttachedStreams(piped.input(), piped.output(), piped.error(), false);
    }
    if (streams instanceof ExecSpec.Streams.Discarded) {
      return new AttachedStreams(
          InputStream.nullInputStream(),
          OutputStream.nullOutputStream(),
          OutputStream.nullOutputStream(),
          false);
    }
    return new AttachedStreams(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        streams instanceof ExecSpec.Streams.Terminal);
  }

  /** Makes a terminal hand on every key as it comes. */
  public void begin() {
    if (terminal && before.isEmpty()) {
      before = Terminals.mode(IN);
      before.ifPresent(mode -> Terminals.makeRaw(IN, mode));
    }
  }

  /** Returns what is to be read. */
  public InputStream input() {
    return input;
  }

  /**
   * Writes what a container wrote.
   *
   * @throws IOException if nobody takes it any more
   */
  public void take(boolean stderr, byte[] bytes, int length) throws IOException {
    OutputStream to = stderr ? error : output;
    to.write(bytes, 0, length);
    to.flush();
  }

  /** Makes a container's terminal as large as ours, if ours is one and another size than it was. */
  public void passSizeTo(Fd containersTerminal) {
    if (terminal) {
      Optional<Terminals.Size> now = Terminals.size(OUT);
      if (!now.equals(size)) {
        size = now;
        now.ifPresent(changed -> Terminals.setSize(containersTerminal, changed));
      }
    }
  }

  /** Puts a terminal back into the mode it was in. A second call does nothing. */
  @Override
  public void close() {
    before.ifPresent(mode -> Terminals.restore(IN, mode));
    before = Optional.empty();
  }
}
