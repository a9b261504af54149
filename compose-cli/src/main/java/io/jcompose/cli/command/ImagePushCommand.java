package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import java.util.List;
import java.util.function.Supplier;

/** {@code jcompose image push}. */
final class ImagePushCommand implements Runnable {
  private final Tools tools;
  private final Flag quiet;
  private final Supplier<List<String>> images;

  ImagePushCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Send images to the registries that their names say.");
    quiet = syntax.flag("-q, --quiet", "Show nothing of how it goes.");
    images = syntax.oneOrMoreArguments("IMAGE", "The images' names.");
  }

  @Override
  public void run() {
    SentImages sent = new SentImages(tools, quiet.isSet());
    ImageArguments.references(tools, images.get()).forEach(sent::send);
  }
}
