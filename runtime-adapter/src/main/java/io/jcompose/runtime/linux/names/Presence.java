package io.jcompose.runtime.linux.names;

/** How present a container is to those who look for it. */
public enum Presence {
  /** It does not run. */
  ABSENT,
  /** It runs, but is not healthy (yet): it is found if no replica is better. */
  RUNNING,
  /** It runs and is healthy, or nobody asks for its health. */
  READY
}
