package io.jcompose.runtime.linux.forward;

import io.jcompose.runtime.syscall.Pipes;
import io.jcompose.runtime.syscall.Relay;
import io.jcompose.runtime.syscall.Sockets;
import io.jcompose.runtime.syscall.SyscallException;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection. Small pieces go through the thread's buffer; where the buffer was
 * filled, bytes go through a pipe without being copied. It reads on only when all it has read is
 * written, so a slow receiver slows the sender down; what waits for the receiver waits in a pipe.
 */
final class TcpDirection {
  static final int BUFFER = 64 * 1024;
  private static final int LITTLE = 16 * 1024; // copied faster than moved through a pipe
  // so that one fast connection does not keep the others waiting
  private static final int MOVES_IN_A_ROW = 16;

  private final Means means;
  private final Watched source;
  private final Watched sink;
  private Pipes.@Nullable Ends pipe;
  private long waiting; // in the pipe
  private boolean plenty; // so much comes that copying does not pay
  private boolean sourceEnded;

  /** What the connections of a thread share. */
  record Means(Relay relay, PipePool pipes) {}

  /** How it goes on after a move. */
  enum State {
    /** Nothing can be done until an event comes. */
    WAITS,
    /** More can be done at once, but others are to have their turn. */
    GOES_ON,
    /** All is delivered, and the sink was told that this is the end. */
    ENDED,
    /** The source or the sink is broken. */
    BROKEN
  }

  private State state = State.WAITS;

  TcpDirection(Means means, Watched source, Watched sink) {
    this.means = means;
    this.source = source;
    this.sink = sink;
  }

  /** Moves what can be moved without waiting. */
  State move() {
    if (state == State.ENDED) {
      return state;
    }
    state = State.GOES_ON;
    for (int moves = 0; moves < MOVES_IN_A_ROW && state == State.GOES_ON; moves++) {
      state = moveOnce();
    }
    if (waiting == 0) {
      giveBack();
    }
    return state;
  }

  private State moveOnce() {
    if (waiting > 0) {
      return sink.writable ? deliver() : State.WAITS;
    }
    if (sourceEnded) {
      return end();
    }
    if (!source.readable || !sink.writable) {
      return State.WAITS;
    }
    return plenty ? splice() : copy();
  }

  private State copy() {
    long received = means.relay().receive(source.fd);
    if (received <= 0) {
      return nothingCame(received);
    }
    if (received == BUFFER) {
      plenty = true;
    } else if (!source.ending) {
      source.readable = false; // that was all; when more comes, it is told
    }
    long sent = means.relay().send(sink.fd, (int) received);
    if (sent == received) {
      return State.GOES_ON;
    }
    if (sent < 0 && sent != Relay.WOULD_WAIT) {
      return State.BROKEN;
    }
    sink.writable = false;
    return keep((int) Math.max(0, sent), (int) received);
  }

  private State keep(int from, int to) {
    Pipes.Ends ends = pipe();
    if (ends == null || !means.relay().keep(ends.writing(), from, to - from)) {
      return State.BROKEN; // no room for bytes that are ours already
    }
    waiting = (long) to - from;
    return State.WAITS;
  }

  private State splice() {
    Pipes.Ends ends = pipe();
    if (ends == null) {
      plenty = false;
      return State.GOES_ON;
    }
    long moved = means.relay().splice(source.fd, ends.writing(), PipePool.CAPACITY);
    if (moved <= 0) {
      return nothingCame(moved);
    }
    plenty = moved >= LITTLE;
    waiting = moved;
    return deliver();
  }

  private State deliver() {
    if (pipe == null) {
      throw new IllegalStateException("bytes wait without a pipe");
    }
    long moved = means.relay().splice(pipe.reading(), sink.fd, waiting);
    if (moved > 0) {
      waiting -= moved;
      return State.GOES_ON;
    }
    sink.writable = false;
    return moved == Relay.WOULD_WAIT ? State.WAITS : State.BROKEN;
  }

  private State nothingCame(long received) {
    if (received == 0) {
      sourceEnded = true;
      return State.GOES_ON;
    }
    source.readable = false;
    return received == Relay.WOULD_WAIT ? State.WAITS : State.BROKEN;
  }

  private State end() {
    try {
      Sockets.shutdownOutput(sink.fd);
      return State.ENDED;
    } catch (SyscallException e) {
      return State.BROKEN; // it is not connected any more
    }
  }

  private Pipes.@Nullable Ends pipe() {
    if (pipe == null) {
      pipe = means.pipes().take().orElse(null);
    }
    return pipe;
  }

  private void giveBack() {
    if (pipe != null) {
      means.pipes().giveBack(pipe);
      pipe = null;
    }
  }

  /** Drops what waits. */
  void abandon() {
    if (pipe != null) {
      means.pipes().discard(pipe);
      pipe = null;
    }
  }
}
