package io.jcompose.cli.command;

import io.jcompose.cli.output.Appearance;
import io.jcompose.cli.output.PullDisplay;
import io.jcompose.cli.output.TransferWords;
import io.jcompose.model.value.ImageReference;
import io.jcompose.scheduler.runtime.RuntimeFailure;

/** Sends images to registries, and shows how it goes. */
final class SentImages {
  private final Tools tools;
  private final PullDisplay display;
  private boolean warned;

  SentImages(Tools tools, boolean quiet) {
    this.tools = tools;
    Appearance appearance = quiet ? tools.appearance().quietly() : tools.appearance();
    this.display = appearance.pullDisplay(tools.console(), TransferWords.PUSH, tools.clock());
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
    display.began(image);
    try {
      String digest =
          tools
              .runtime()
              .get()
              .images()
              .push(image, (part, done, total) -> display.at(image, part, done, total));
      display.succeeded(image);
      tools.console().line(image + "@" + digest);
    } catch (RuntimeFailure e) {
      display.failed(image);
      throw e;
    }
  }
}
