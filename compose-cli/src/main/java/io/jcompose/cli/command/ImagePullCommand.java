package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.pull.ImagePulls;
import io.jcompose.cli.pull.NeededImage;
import io.jcompose.model.value.PullPolicy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** {@code jcompose image pull}. */
final class ImagePullCommand implements Callable<Integer> {
  private final Tools tools;
  private final Supplier<Optional<String>> platform;
  private final Flag quiet;
  private final Supplier<List<String>> images;

  ImagePullCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Fetch images from registries, or from archives of this host.");
    platform =
        syntax
            .option("--platform=PLATFORM", "As in linux/arm64; this host's by default.")
            .optional();
    quiet = syntax.flag("-q, --quiet", "Show nothing of how it goes.");
    images =
        syntax.oneOrMoreArguments(
            "IMAGE",
            "The images' names, or archives such as 'oci-archive:./FILE'; also 'docker-archive:', 'oci:'"
                + " and 'dir:', with ':NAME' behind one that has several images.");
  }

  @Override
  public Integer call() throws InterruptedException {
    PullPolicy always = new PullPolicy(PullPolicy.Kind.ALWAYS, Optional.empty());
    List<NeededImage> wanted =
        ImageArguments.references(tools, images.get()).stream()
            .map(image -> new NeededImage(image, platform.get(), always, Set.of()))
            .toList();
    List<ImagePulls.Failure> failures = new FetchedImages(tools, quiet.isSet()).fetch(wanted);
    if (!failures.isEmpty()) {
      throw FetchedImages.failure(failures);
    }
    return ExitCode.OK.number();
  }
}
