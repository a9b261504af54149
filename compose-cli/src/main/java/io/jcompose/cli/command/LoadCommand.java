package io.jcompose.cli.command;

import io.jcompose.scheduler.runtime.Images.Image;
import io.jcompose.scheduler.runtime.Progress;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code jcompose load}. */
@Command(
    name = "load",
    description = "Take in images from an archive of 'docker save' or an OCI image layout.")
final class LoadCommand implements Runnable {
  private final Tools tools;

  @Option(
      names = {"-i", "--input"},
      paramLabel = "FILE",
      required = true,
      description = "The archive: a tar file, compressed or not.")
  private Path input = Path.of("");

  LoadCommand(Tools tools) {
    this.tools = tools;
  }

  @Override
  public void run() {
    for (Image image : tools.runtime().get().images().load(input, Progress.SILENT)) {
      if (image.names().isEmpty()) {
        tools.console().line("Loaded image ID: " + image.id());
      }
      image.names().forEach(name -> tools.console().line("Loaded image: " + name));
    }
  }
}
