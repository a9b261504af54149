package io.jcompose.cli.output;

/** What is said of images that travel between this host and a registry. */
public enum TransferWords {
  PULL("Pulling", "Pulled"),
  PUSH("Pushing", "Pushed");

  private final String doing;
  private final String done;

  TransferWords(String doing, String done) {
    this.doing = doing;
    this.done = done;
  }

  String doing() {
    return doing;
  }

  String done() {
    return done;
  }
}
