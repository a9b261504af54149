package io.jcompose.cli.supervisor;

import io.jcompose.scheduler.event.Event;
import io.jcompose.scheduler.event.EventSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hands every event on to whoever listens at that moment. */
final class EventHub implements EventSink {
  private final List<EventSink> listeners = new CopyOnWriteArrayList<>();

  void add(EventSink listener) {
    listeners.add(listener);
  }

  void remove(EventSink listener) {
    listeners.remove(listener);
  }

  @Override
  public void on(Event event) {
    listeners.forEach(listener -> listener.on(event));
  }
}
