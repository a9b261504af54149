package io.jcompose.cli.output;

import io.jcompose.scheduler.event.Event;

/** Shows nothing. */
final class QuietProgress implements ProgressDisplay {
  @Override
  public void on(Event event) {}

  @Override
  public void close() {}
}
