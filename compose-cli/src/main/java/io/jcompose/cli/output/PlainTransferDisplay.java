package io.jcompose.cli.output;

/** A line for the beginning and the end of each thing that is worked on. */
final class PlainTransferDisplay implements TransferDisplay {
  private final Console console;
  private final TransferWords words;

  PlainTransferDisplay(Console console, TransferWords words) {
    this.console = console;
    this.words = words;
  }

  @Override
  public void began(String subject) {
    tell(subject, words.doing());
  }

  @Override
  public void at(String subject, String part, long done, long total) {}

  @Override
  public void succeeded(String subject) {
    tell(subject, words.done());
  }

  @Override
  public void failed(String subject) {
    tell(subject, "Failed");
  }

  private void tell(String subject, String word) {
    console.errorLine(" " + subject + "  " + word);
  }
}
