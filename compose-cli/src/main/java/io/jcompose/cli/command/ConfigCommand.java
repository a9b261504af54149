package io.jcompose.cli.command;

import io.jcompose.cli.output.Console;
import io.jcompose.model.load.LoadOptions;
import io.jcompose.model.load.LoadOptions.Phase;
import io.jcompose.model.load.LoadedProject;
import io.jcompose.model.load.ResolvedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
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
  @Mixin private LoadingFlags loading = new LoadingFlags();

  @ArgGroup(exclusive = true)
  private ConfigListing listing = new ConfigListing();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "Of the whole file and of the variables: yaml or json.")
  private Optional<ConfigFormat> format = Optional.empty();

  @Option(
      names = "--resolve-image-digests",
      description = "Name images by the digests they have on this host.")
  private boolean resolveImageDigests;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to this file, all of it or nothing.")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = {"-q", "--quiet"},
      description = "Print nothing; the exit code tells.")
  private boolean quiet;

  ConfigCommand(Tools tools) {
    this.tools = tools;
  }

  @Override
  public void run() {
    LoadOptions options = options();
    LoadedProject project = tools.projects().load(arguments.names(), options);
    arguments.mustBeAmong(project.serviceNames());
    if (!arguments.names().isEmpty() && options.leftOut().contains(Phase.INTERPOLATION)) {
      tools
          .console()
          .errorLine(
              "warning: services cannot be chosen before variables are filled in: all are printed");
    }
    String text = text(project);
    if (!quiet) {
      write(text);
    }
  }

  private LoadOptions options() {
    LoadOptions options = loading.options().withOnlyNamed();
    return listing.needsTemplate() ? options.without(Phase.INTERPOLATION) : options;
  }

  private String text(LoadedProject project) {
    ResolvedFile file =
        resolveImageDigests || listing.isLock()
            ? project.resolved().withImages(new ImageDigests(tools.runtime())::pinned)
            : project.resolved();
    if (listing.isLock()) {
      file.servicesWithUnlockedImages().forEach(this::warnOfHookImages);
      return format() == ConfigFormat.JSON ? file.lockToJson() : file.lockToYaml();
    }
    return listing
        .lines(project, file, format)
        .map(ConfigCommand::joined)
        .orElseGet(() -> format() == ConfigFormat.JSON ? file.toJson() : file.toYaml());
  }

  private ConfigFormat format() {
    return format.orElse(ConfigFormat.YAML);
  }

  private static String joined(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  private void warnOfHookImages(String service) {
    tools
        .console()
        .errorLine(
            "warning: services."
                + service
                + ".pre_start: images of hooks are not in the override file: hooks add up;"
                + " --resolve-image-digests names them in the whole file");
  }

  private void write(String text) {
    Console console = tools.console();
    output.ifPresentOrElse(file -> new OutputFile(file).write(text), () -> console.print(text));
  }
}
