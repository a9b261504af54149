package io.jcompose.runtime.linux.names;

/** How present a container is to those who look for it. */
public enum Presence {
  /** It has not run yet. */
  ABSENT,
  /**
   * It has run, and its pod is still there, as while it is restarted. It is found if no replica
   * runs: whoever asks meanwhile is better told to try again, by the pod, than that there is
   * nobody.
   */
  AWAY,
  /** It runs, but is not healthy (yet): it is found if no replica is better. */
  RUNNING,
  /** It runs and is healthy, or nobody asks for its health. */
  READY
}
