package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.Ago;
import io.jcompose.cli.output.ByteSize;
import io.jcompose.cli.output.Table;
import io.jcompose.model.value.ImageReference;
import io.jcompose.scheduler.runtime.Images.Image;
import java.time.Duration;
import java.util.List;

/** {@code jcompose images}. */
final class ImagesCommand implements Runnable {
  private final Tools tools;
  private final Flag quiet;

  ImagesCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("List the images of this host.");
    quiet = syntax.flag("-q, --quiet", "Print ids only.");
  }

  @Override
  public void run() {
    List<Image> images = tools.runtime().get().images().list();
    if (quiet.isSet()) {
      images.forEach(image -> tools.console().line(image.id()));
      return;
    }
    Table table = new Table("IMAGE", "IMAGE ID", "SIZE", "CREATED");
    for (Image image : images) {
      Duration age = Duration.between(image.created(), tools.clock().instant());
      List<String> names = image.names().stream().map(ImageReference::value).toList();
      for (String name : names.isEmpty() ? List.of("<none>") : names) {
        table.row(
            name,
            ImageArguments.shortId(image.id()),
            ByteSize.of(image.sizeBytes()),
            Ago.of(age) + " ago");
      }
    }
    table.lines().forEach(tools.console()::line);
  }
}
