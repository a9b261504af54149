package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import io.jcompose.scheduler.runtime.Images.Image;
import io.jcompose.scheduler.runtime.Progress;
import java.nio.file.Path;
import java.util.function.Supplier;

/** {@code jcompose load}, also {@code jcompose image load}. */
final class LoadCommand implements Runnable {
  private final Tools tools;
  private final Supplier<Path> input;

  LoadCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Take in images from an archive of 'docker save' or an OCI image layout.");
    input =
        syntax
            .option(
                "-i, --input=FILE", "The archive: a tar file, compressed or not, or a directory.")
            .as(Path::of)
            .required();
  }

  @Override
  public void run() {
    for (Image image : tools.runtime().get().images().load(input.get(), Progress.SILENT)) {
      if (image.names().isEmpty()) {
        tools.console().line("Loaded image ID: " + image.id());
      }
      image.names().forEach(name -> tools.console().line("Loaded image: " + name));
    }
  }
}
