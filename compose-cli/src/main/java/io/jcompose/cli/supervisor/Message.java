package io.jcompose.cli.supervisor;

import io.jcompose.scheduler.ActionResult;
import io.jcompose.scheduler.event.Event;

/** What a supervisor tells its client: a greeting, then events, then one answer. */
sealed interface Message {
  /**
   * Sent as soon as a client is let in. A client that is not greeted came too late: the supervisor
   * was ending.
   *
   * @param version of the program that the supervisor runs
   */
  record Greeting(String version, long pid) implements Message {}

  /** Something happened while the request was being carried out. */
  record Happened(Event event) implements Message {}

  /** The answer: the action was tried. */
  record Done(ActionResult result) implements Message {}

  /** The answer: the action could not be tried. */
  record Refused(String message, String hint) implements Message {}

  /** The answer: the supervisor has a bug. */
  record Broken(String failure) implements Message {}
}
