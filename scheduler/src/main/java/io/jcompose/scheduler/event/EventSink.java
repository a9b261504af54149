package io.jcompose.scheduler.event;

/**
 * Where the scheduler tells what happens. Must return fast and never throw; any thread may call it,
 * several at a time.
 */
@FunctionalInterface
public interface EventSink {
  /** Listens to nothing. */
  EventSink SILENT = event -> {};

  /** Takes note. */
  void on(Event event);
}
