package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import io.jcompose.model.value.ImageReference;
import java.util.function.Supplier;

/** {@code jcompose image tag}. */
final class ImageTagCommand implements Runnable {
  private final Tools tools;
  private final Supplier<String> image;
  private final Supplier<String> name;

  ImageTagCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Give an image one more name, taken from the image that had it.");
    image = syntax.argument("IMAGE", "A name or an id.");
    name = syntax.argument("NAME", "The new name; without a tag, 'latest' is meant.");
  }

  @Override
  public void run() {
    ImageReference from = ImageArguments.reference(tools, image.get());
    ImageReference to = ImageArguments.reference(tools, name.get());
    new ImageArguments(tools).existing(from);
    tools.runtime().get().images().tag(from, to);
  }
}
