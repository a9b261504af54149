package io.jcompose.cli.output;

import java.time.Clock;

/**
 * How output looks: what the user asked for, and what the streams are.
 *
 * @param colours on standard output
 * @param errorColours on standard error
 * @param progress how progress is shown
 */
public record Appearance(Colours colours, Colours errorColours, Progress progress) {
  /** How progress is shown. */
  public enum Progress {
    IN_PLACE,
    PLAIN,
    QUIET
  }

  /** Returns the display of an action's progress; close it before other output. */
  public ProgressDisplay display(Console console) {
    return switch (progress) {
      case IN_PLACE -> new TerminalProgress(console, errorColours);
      case PLAIN -> new PlainProgress(console);
      case QUIET -> new QuietProgress();
    };
  }

  /** Returns the display of images that travel between this host and a registry. */
  public PullDisplay pullDisplay(Console console, TransferWords words, Clock clock) {
    return switch (progress) {
      case IN_PLACE ->
          new TerminalPullDisplay(new LivePicture(console, errorColours), words, clock);
      case PLAIN -> new PlainPullDisplay(console, words);
      case QUIET -> new QuietPullDisplay();
    };
  }

  /** Returns the same, with nothing shown of progress. */
  public Appearance quietly() {
    return new Appearance(colours, errorColours, Progress.QUIET);
  }
}
