package io.jcompose.cli.supervisor;

import io.jcompose.scheduler.ActionResult;
import io.jcompose.scheduler.event.EventSink;

/** Acts on one project: its supervisor in this process, or in another. */
public interface Actor {
  /**
   * Carries out {@code request} and returns once it is done. Interrupting the calling thread
   * cancels it, with the interrupt flag set.
   *
   * @param listener told what happens meanwhile
   * @throws io.jcompose.model.error.JcomposeException if it cannot be tried
   */
  ActionResult perform(Request request, EventSink listener);
}
