package io.jcompose.cli.command;

import io.jcompose.cli.output.TransferWords;
import io.jcompose.model.value.ImageReference;
import io.jcompose.scheduler.runtime.Images;
import io.jcompose.scheduler.runtime.RuntimeFailure;

/** Sends images to registries, and shows how it goes. */
final class SentImages {
  private final Tools tools;
  private final ShownTransfer shown;
  private boolean warned;

  SentImages(Tools tools, boolean quiet) {
    this.tools = tools;
    this.shown = new ShownTransfer(tools, TransferWords.PUSH, quiet);
  }

  /**
   * Sends one image, and prints the digest that it has there.
   *
   * @throws RuntimeFailure if that fails
   */
  void send(ImageReference image) {
    if (!warned) {
      warned = true;
      tools.registries().get().showWarnings(tools.console());
    }
    Images images = tools.runtime().get().images();
    String digest = shown.of("Image " + image, progress -> images.push(image, progress));
    tools.console().line(image + "@" + digest);
  }
}
