package io.jcompose.cli.output;

import io.jcompose.model.value.ImageReference;

/** Shows nothing. */
final class QuietPullDisplay implements PullDisplay {
  @Override
  public void began(ImageReference image) {}

  @Override
  public void at(ImageReference image, String part, long done, long total) {}

  @Override
  public void succeeded(ImageReference image) {}

  @Override
  public void failed(ImageReference image) {}
}
