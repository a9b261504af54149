package io.jcompose.cli.supervisor;

import io.jcompose.scheduler.event.Event;
import io.jcompose.scheduler.event.EventSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Hands every event on to whoever listens at that moment; what happens to containers goes into the
 * record, and to those who follow that.
 */
final class EventHub implements EventSink {
  private final List<EventSink> listeners = new CopyOnWriteArrayList<>();

  private final EventRecord record = new EventRecord();

  /** Returns the record of what happened to containers. */
  EventRecord record() {
    return record;
  }

  void add(EventSink listener) {
    listeners.add(listener);
  }

  void remove(EventSink listener) {
    listeners.remove(listener);
  }

  @Override
  public void on(Event event) {
    if (event instanceof Event.Recorded recorded) {
      record.add(recorded);
    } else {
      listeners.forEach(listener -> listener.on(event));
    }
  }
}
