package io.jcompose.cli.supervisor;

import io.jcompose.scheduler.event.Event;
import io.jcompose.scheduler.event.EventSink;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Remembers the last things that happened to containers, and tells them to who follows. */
final class EventRecord {
  /** As many as docker keeps. */
  private static final int KEPT = 256;

  private final Deque<Event.Recorded> last = new ArrayDeque<>();
  private final List<EventSink> followers = new ArrayList<>();

  synchronized void add(Event.Recorded event) {
    if (last.size() == KEPT) {
      last.remove();
    }
    last.add(event);
    followers.forEach(follower -> follower.on(event));
  }

  /**
   * Tells {@code follower} what is remembered, and from then on what comes.
   *
   * @param since what happened earlier is left out
   */
  synchronized void follow(Instant since, EventSink follower) {
    last.stream().filter(event -> !event.at().isBefore(since)).forEach(follower::on);
    followers.add(follower);
  }

  synchronized void unfollow(EventSink follower) {
    followers.remove(follower);
  }
}
