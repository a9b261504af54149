package io.jcompose.cli.supervisor;

import io.jcompose.scheduler.ActionResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets one action at a time act on the project, in the order they come; one that is more urgent
 * breaks off those before it that are less so.
 */
final class Turns {
  private final Deque<Turn> queue = new ArrayDeque<>();

  /** Not a record: a turn is itself alone, however like another it looks. */
  private static final class Turn {
    private final Thread thread = Thread.currentThread();
    private final Request.Urgency urgency;

    Turn(Request.Urgency urgency) {
      this.urgency = urgency;
    }
  }

  /**
   * Runs {@code action} once it is its turn. Interrupting the calling thread, or a later action
   * that is more urgent, cancels it.
   *
   * @return the action's result; empty if it was cancelled before its turn came
   */
  Optional<ActionResult> take(Request.Urgency urgency, Supplier<ActionResult> action) {
    Turn turn = new Turn(urgency);
    try {
      enter(turn);
      return Optional.of(action.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      leave(turn);
    }
  }

  /** Returns whether nobody acts or is about to. */
  synchronized boolean isIdle() {
    return queue.isEmpty();
  }

  private synchronized void enter(Turn turn) throws InterruptedException {
    queue.stream()
        .filter(earlier -> earlier.urgency.compareTo(turn.urgency) < 0)
        .forEach(earlier -> earlier.thread.interrupt());
    queue.add(turn);
    while (queue.peek() != turn) {
      wait();
    }
  }

  private synchronized void leave(Turn turn) {
    queue.remove(turn);
    notifyAll();
  }
}
