package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.ByteSize;
import io.jcompose.model.value.ImageReference;
import io.jcompose.scheduler.runtime.Images;
import io.jcompose.scheduler.runtime.Images.Image;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code jcompose image prune}. */
final class ImagePruneCommand implements Runnable {
  private final Tools tools;
  private final Flag all;
  private final Flag force;

  ImagePruneCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Remove images that have no name and that no container is made of.");
    all = syntax.flag("-a, --all", "Those that have names, too.");
    force = syntax.flag("-f, --force", "Do not ask.");
  }

  @Override
  public void run() {
    ImageArguments arguments = new ImageArguments(tools);
    Images images = tools.runtime().get().images();
    List<Image> unused =
        images.list().stream()
            .filter(image -> all.isSet() || image.names().isEmpty())
            .filter(image -> arguments.user(image.id()).isEmpty())
            .toList();
    if (!unused.isEmpty()
        && !force.isSet()
        && !tools.console().confirms("Remove " + words(unused) + "?")) {
      throw new CommandFailure(
          "nothing was removed: nobody said yes", "give '--force' to be asked nothing");
    }
    Map<String, Long> before = layers(images);
    for (Image image : unused) {
      if (arguments.user(image.id()).isEmpty()) { // nobody knows how long the answer took
        images.remove(new ImageReference(image.id()));
        image.names().forEach(name -> tools.console().line("Untagged: " + name));
        tools.console().line("Deleted: " + image.id());
      }
    }
    before.keySet().removeAll(layers(images).keySet());
    long reclaimed = before.values().stream().mapToLong(Long::longValue).sum();
    tools.console().line("Total reclaimed space: " + ByteSize.of(reclaimed));
  }

  private static Map<String, Long> layers(Images images) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (Image image : images.list()) {
      images
          .details(new ImageReference(image.id()))
          .ifPresent(
              details ->
                  details.layers().forEach(layer -> sizes.put(layer.digest(), layer.sizeBytes())));
    }
    return sizes;
  }

  private static String words(List<Image> images) {
    return images.size() == 1
        ? "image " + ImageArguments.shortId(images.get(0).id())
        : images.size() + " images that no container is made of";
  }
}
