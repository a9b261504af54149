package io.jcompose.runtime.linux.forward;

/** One published port that is served. For the loop's thread. */
interface Listening {
  /** Serves what comes. */
  void start();

  /** Closes the port; what is under way goes on where it can. */
  void stop();
}
