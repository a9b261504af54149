package io.jcompose.scheduler.event;

/** What happens to a container, in the words of docker's events. */
public enum ContainerAction {
  CREATE("create"),
  START("start"),
  /** Its run ended, on its own or because it was told to. */
  DIE("die"),
  /** It was sent a signal. */
  KILL("kill"),
  /** It was stopped on request. */
  STOP("stop"),
  /** Its restart policy started it again. */
  RESTART("restart"),
  PAUSE("pause"),
  UNPAUSE("unpause"),
  HEALTHY("health_status: healthy"),
  UNHEALTHY("health_status: unhealthy"),
  /** A further program was asked for in it. */
  EXEC_CREATE("exec_create"),
  /** A further program begins in it. */
  EXEC_START("exec_start"),
  /** A further program in it has ended. */
  EXEC_DIE("exec_die"),
  /** Somebody joined its streams. */
  ATTACH("attach"),
  /** Somebody left its streams by the keys for that. */
  DETACH("detach"),
  DESTROY("destroy");

  private final String text;

  ContainerAction(String text) {
    this.text = text;
  }

  /** Returns docker's word for it. */
  @Override
  public String toString() {
    return text;
  }
}
