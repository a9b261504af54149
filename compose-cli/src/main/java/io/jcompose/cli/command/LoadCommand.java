package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.TransferWords;
import io.jcompose.scheduler.runtime.Images;
import io.jcompose.scheduler.runtime.Images.Image;
import io.jcompose.scheduler.runtime.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code jcompose load}, also {@code jcompose image load}. */
final class LoadCommand implements Runnable {
  private static final Path STANDARD_INPUT = Path.of("-");

  private final Tools tools;
  private final Supplier<Optional<Path>> input;
  private final Flag quiet;

  LoadCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Take in images from an archive of 'docker save' or an OCI image layout.");
    input =
        syntax
            .option(
                "-i, --input=FILE",
                "The archive: a tar file, compressed or not, or a directory; standard input by"
                    + " default and for '-'.")
            .as(Path::of)
            .optional();
    quiet = syntax.flag("-q, --quiet", "Show nothing of how it goes.");
  }

  @Override
  public void run() {
    Optional<Path> file = input.get().filter(path -> !path.equals(STANDARD_INPUT));
    if (file.isEmpty() && tools.console().facts().in()) {
      throw new CommandFailure(
          "an archive is not read from a terminal",
          "name a file with '-i', or pipe an archive in, as in 'docker save IMAGE | jcompose load'");
    }
    String subject = file.map(path -> "Archive " + path).orElse("Standard input");
    List<Image> loaded =
        new ShownTransfer(tools, TransferWords.LOAD, quiet.isSet())
            .of(subject, progress -> load(file, progress));
    for (Image image : loaded) {
      if (image.names().isEmpty()) {
        tools.console().line("Loaded image ID: " + image.id());
      }
      image.names().forEach(name -> tools.console().line("Loaded image: " + name));
    }
  }

  private List<Image> load(Optional<Path> file, Progress progress) {
    Images images = tools.runtime().get().images();
    return file.isPresent()
        ? images.load(file.get(), progress)
        : images.load(tools.console().in(), progress);
  }
}
