package io.jcompose.cli.output;

/** What is said of images that come, go or are read. */
public enum TransferWords {
  PULL("Pulling", "Pulled"),
  PUSH("Pushing", "Pushed"),
  LOAD("Loading", "Loaded"),
  SAVE("Saving", "Saved"),
  CHECK("Checking", "Checked");

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
