package io.jcompose.model.export.kubernetes;

/** What a service becomes. */
public enum WorkloadKind {
  DEPLOYMENT("Deployment"),
  STATEFUL_SET("StatefulSet"),
  DAEMON_SET("DaemonSet"),
  JOB("Job"),
  CRON_JOB("CronJob"),
  POD("Pod");

  /** Kubernetes puts these letters and more behind the names of some kinds to name pods. */
  private static final int LONGEST_WITH_SUFFIX = 52;

  private final String text;

  WorkloadKind(String text) {
    this.text = text;
  }

  /** Returns whether it runs to an end. */
  boolean ends() {
    return this == JOB || this == CRON_JOB;
  }

  /** Returns how long a name may be. */
  int longestName() {
    return this == STATEFUL_SET || this == CRON_JOB
        ? LONGEST_WITH_SUFFIX
        : ResourceNames.LONGEST_LABEL;
  }

  /** Returns the kind as Kubernetes writes it. */
  @Override
  public String toString() {
    return text;
  }
}
