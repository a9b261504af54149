package io.jcompose.cli.command;

import io.jcompose.cli.output.Console;
import io.jcompose.model.load.ResolvedFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jcompose config}. */
@Command(
    name = "config",
    description = "Check the files and print them as one: merged, interpolated, in long form.")
final class ConfigCommand implements Runnable {
  private final Tools tools;
  @Mixin private ServiceArguments arguments = new ServiceArguments();

  @Option(names = "--format", paramLabel = "FORMAT", description = "yaml or json.")
  private Format format = Format.YAML;

  @Option(names = "--services", description = "Print the services' names only.")
  private boolean services;

  @Option(names = "--volumes", description = "Print the volumes' names only.")
  private boolean volumes;

  @Option(names = "--images", description = "Print the images' names only.")
  private boolean images;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print nothing; the exit code tells.")
  private boolean quiet;

  ConfigCommand(Tools tools) {
    this.tools = tools;
  }

  @Override
  public void run() {
    ResolvedFile resolved = tools.projects().load(arguments.names()).resolved();
    Console console = tools.console();
    if (quiet) {
      return;
    }
    if (services) {
      resolved.services().forEach(console::line);
    } else if (volumes) {
      resolved.volumes().forEach(console::line);
    } else if (images) {
      resolved.images().forEach(console::line);
    } else {
      console.print(format == Format.JSON ? resolved.toJson() : resolved.toYaml());
    }
  }

  /** How the file is written. */
  enum Format {
    YAML,
    JSON
  }
}
