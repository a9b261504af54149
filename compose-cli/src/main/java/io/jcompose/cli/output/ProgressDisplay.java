package io.jcompose.cli.output;

import io.jcompose.scheduler.event.EventSink;

/** Shows on standard error how an action comes along. */
public interface ProgressDisplay extends EventSink, AutoCloseable {
  /** Ends the display; what it shows stays. A second call does nothing. */
  @Override
  void close();
}
