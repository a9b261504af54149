package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.TransferWords;
import io.jcompose.model.value.ImageReference;
import io.jcompose.scheduler.runtime.Images;
import io.jcompose.scheduler.runtime.Images.ArchiveFormat;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code jcompose save}, also {@code jcompose image save}. */
final class SaveCommand implements Runnable {
  private final Tools tools;
  private final Supplier<Optional<Path>> output;
  private final Supplier<ArchiveFormat> format;
  private final Flag quiet;
  private final Supplier<List<String>> names;

  SaveCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Write images as an archive that 'load' and other engines read.");
    output =
        syntax
            .option("-o, --output=FILE", "Write it to a file instead of standard output.")
            .as(Path::of)
            .optional();
    format =
        syntax
            .option(
                "--format=FORMAT", "docker-archive, as 'docker save' writes it, or oci-archive.")
            .as(SaveCommand::format)
            .orElse(ArchiveFormat.DOCKER_ARCHIVE);
    quiet = syntax.flag("-q, --quiet", "Show nothing of how it goes.");
    names = syntax.oneOrMoreArguments("IMAGE", "Names or ids.");
  }

  private static ArchiveFormat format(String text) {
    for (ArchiveFormat format : ArchiveFormat.values()) {
      if (format.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "expected docker-archive or oci-archive but was '" + text + "'");
  }

  @Override
  public void run() {
    List<ImageReference> references = ImageArguments.references(tools, names.get());
    Images images = tools.runtime().get().images();
    Optional<Path> file = output.get().map(tools.projects().workingDirectory()::resolve);
    if (file.isPresent()) {
      new OutputFile(file.get()).write(out -> save(images, references, out));
    } else {
      BinaryOutput.requireNoTerminal(
          tools.console(), "name a file with '-o', or write into a pipe");
      save(images, references, tools.console().outStream());
    }
  }

  private void save(Images images, List<ImageReference> references, OutputStream out) {
    new ShownTransfer(tools, TransferWords.SAVE, quiet.isSet())
        .of(
            output.get().map(path -> "Archive " + path).orElse("Standard output"),
            progress -> {
              images.save(references, format.get(), out, progress);
              return out;
            });
  }
}
