package io.jcompose.cli.output;

import io.jcompose.model.value.ImageReference;

/** A line for the beginning and the end of each image. */
final class PlainPullDisplay implements PullDisplay {
  private final Console console;
  private final TransferWords words;

  PlainPullDisplay(Console console, TransferWords words) {
    this.console = console;
    this.words = words;
  }

  @Override
  public void began(ImageReference image) {
    tell(image, words.doing());
  }

  @Override
  public void at(ImageReference image, String part, long done, long total) {}

  @Override
  public void succeeded(ImageReference image) {
    tell(image, words.done());
  }

  @Override
  public void failed(ImageReference image) {
    tell(image, "Failed");
  }

  private void tell(ImageReference image, String word) {
    console.errorLine(" Image " + image + "  " + word);
  }
}
