package io.jcompose.runtime.linux.forward;

import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Pipes;
import io.jcompose.runtime.syscall.SyscallException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Pipes that bytes go through on their way; one is held only while bytes are in it. */
final class PipePool implements AutoCloseable {
  static final int CAPACITY = 256 * 1024;
  private static final int MOST_FREE = 8;

  private final ArrayDeque<Pipes.Ends> free = new ArrayDeque<>();
  private final Set<Pipes.Ends> taken = new HashSet<>();

  /** Returns an empty pipe, or nothing if none is to be had. */
  Optional<Pipes.Ends> take() {
    Pipes.Ends ends = free.poll();
    if (ends == null) {
      try {
        ends = create();
      } catch (SyscallException e) {
        return Optional.empty();
      }
    }
    taken.add(ends);
    return Optional.of(ends);
  }

  private static Pipes.Ends create() {
    Pipes.Ends ends = Pipes.create();
    try {
      // fails for users who have many pipes, and then the pipe is of no use
      Pipes.setCapacity(ends.writing(), CAPACITY);
      Descriptors.setNonBlocking(ends.writing());
      return ends;
    } catch (SyscallException e) {
      close(ends);
      throw e;
    }
  }

  /** Takes an empty pipe back. */
  void giveBack(Pipes.Ends ends) {
    taken.remove(ends);
    if (free.size() < MOST_FREE) {
      free.push(ends);
    } else {
      close(ends);
    }
  }

  /** Takes a pipe back that still has bytes in it; they are lost. */
  void discard(Pipes.Ends ends) {
    if (taken.remove(ends)) {
      close(ends);
    }
  }

  private static void close(Pipes.Ends ends) {
    Descriptors.close(ends.reading());
    Descriptors.close(ends.writing());
  }

  @Override
  public void close() {
    free.forEach(PipePool::close);
    taken.forEach(PipePool::close);
    free.clear();
    taken.clear();
  }
}
