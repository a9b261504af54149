package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.model.error.JcomposeException;
import io.jcompose.model.value.ImageReference;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.Images.Image;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** {@code jcompose image rm}. */
final class ImageRemoveCommand implements Callable<Integer> {
  private final Tools tools;
  private final Flag force;
  private final Supplier<List<String>> names;

  ImageRemoveCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Take names away from images, and remove those that have no other.");
    force =
        syntax.flag("-f, --force", "Remove an image told by its id though it has several names.");
    names = syntax.oneOrMoreArguments("IMAGE", "Names or ids.");
  }

  /** Goes on after one that cannot be removed, and tells of each. */
  @Override
  public Integer call() {
    List<ImageReference> references = ImageArguments.references(tools, names.get());
    FailureReport report = new FailureReport(tools.console());
    int worst = 0;
    for (ImageReference reference : references) {
      try {
        remove(reference);
      } catch (JcomposeException e) {
        worst = Math.max(worst, report.failure(e, tools.options().debug()).number());
      }
    }
    return worst;
  }

  private void remove(ImageReference reference) {
    ImageArguments images = new ImageArguments(tools);
    Image image = images.existing(reference);
    boolean byId = ImageArguments.tellsId(reference, image);
    if (byId && image.names().size() > 1 && !force.isSet()) {
      throw new CommandFailure(
          "image '" + reference + "' has several names: " + words(image.names()),
          "give '--force' to remove it with all of them, or remove it by its names");
    }
    if (byId || image.names().size() <= 1) {
      requireUnused(images, reference, image);
    }
    tools.runtime().get().images().remove(reference);
    boolean gone = tools.runtime().get().images().find(new ImageReference(image.id())).isEmpty();
    if (gone) {
      image.names().forEach(name -> tools.console().line("Untagged: " + name));
      tools.console().line("Deleted: " + image.id());
    } else {
      tools.console().line("Untagged: " + reference);
    }
  }

  private static void requireUnused(ImageArguments images, ImageReference reference, Image image) {
    Optional<ContainerStatus> user = images.user(image.id());
    if (user.isPresent()) {
      String project = user.get().spec().plan().project().toString();
      throw new CommandFailure(
          "image '"
              + reference
              + "' is in use: container '"
              + user.get().name()
              + "' of project '"
              + project
              + "' is made of it",
          "remove the container first, for example with 'jcompose -p " + project + " down'");
    }
  }

  private static String words(List<ImageReference> names) {
    return String.join(", ", names.stream().map(name -> "'" + name + "'").toList());
  }
}
