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

  /** Returns the display of images that come, go or are read. */
  public TransferDisplay transferDisplay(Console console, TransferWords words, Clock clock) {
    return switch (progress) {
      case IN_PLACE ->
          new TerminalTransferDisplay(new LivePicture(console, errorColours), words, clock);
      case PLAIN -> new PlainTransferDisplay(console, words);
      case QUIET -> new QuietTransferDisplay();
    };
  }

  /** Returns the same, with nothing shown of progress. */
  public Appearance quietly() {
    return new Appearance(colours, errorColours, Progress.QUIET);
  }
}
