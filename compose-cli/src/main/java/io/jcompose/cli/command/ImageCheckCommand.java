package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.TransferWords;
import io.jcompose.scheduler.runtime.Images;
import io.jcompose.scheduler.runtime.Images.Damage;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code jcompose image fsck}. */
final class ImageCheckCommand implements Callable<Integer> {
  private final Tools tools;
  private final Flag repair;
  private final Flag quiet;

  ImageCheckCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Compare all that is stored of images with its digests.");
    repair =
        syntax.flag(
            "--repair",
            "Remove damaged layers of images that no container is made of: the next load brings"
                + " them anew.");
    quiet = syntax.flag("-q, --quiet", "Show nothing of how it goes.");
  }

  /** Ends with 1 if anything is damaged, repaired or not: its images are to be loaded again. */
  @Override
  public Integer call() {
    Images images = tools.runtime().get().images();
    List<Damage> found =
        new ShownTransfer(tools, TransferWords.CHECK, quiet.isSet()).of("Images", images::check);
    for (Damage damage : found) {
      tools.console().line("damaged: " + damage.what());
      for (String id : damage.imageIds()) {
        tools.console().line("  image: " + ImageArguments.shortId(id) + named(images, id));
      }
      tools.console().line("  hint: " + damage.remedy());
      if (repair.isSet() && damage.layer().isPresent()) {
        drop(images, damage, damage.layer().get());
      }
    }
    if (found.isEmpty()) {
      tools.console().line("All images are sound.");
    }
    return found.isEmpty() ? 0 : 1;
  }

  private static String named(Images images, String id) {
    List<String> names =
        images.list().stream()
            .filter(image -> image.id().equals(id))
            .flatMap(image -> image.names().stream())
            .map(Object::toString)
            .toList();
    return names.isEmpty() ? "" : " (" + String.join(", ", names) + ")";
  }

  private void drop(Images images, Damage damage, String layer) {
    ImageArguments arguments = new ImageArguments(tools);
    boolean used = damage.imageIds().stream().anyMatch(id -> arguments.user(id).isPresent());
    if (used) {
      tools.console().line("  stays: containers are made of it; remove them, and repair then");
    } else {
      images.dropLayer(layer);
      tools.console().line("  removed: " + layer);
    }
  }
}
