package io.jcompose.scheduler.ready;

/** When a hook is run in a container. */
public enum HookMoment {
  /** After somebody asked for its start. */
  POST_START("post_start"),
  /** Before it is told to end because somebody asked for that. */
  PRE_STOP("pre_stop");

  private final String key;

  HookMoment(String key) {
    this.key = key;
  }

  /** Returns the key that such hooks have in the file. */
  @Override
  public String toString() {
    return key;
  }
}
