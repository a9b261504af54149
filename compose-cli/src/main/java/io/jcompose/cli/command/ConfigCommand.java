package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.Console;
import io.jcompose.model.load.LoadOptions;
import io.jcompose.model.load.LoadOptions.Phase;
import io.jcompose.model.load.LoadedProject;
import io.jcompose.model.load.ResolvedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code jcompose config}. */
final class ConfigCommand implements Runnable {
  private final Tools tools;
  private final ServiceArguments arguments;
  private final LoadingFlags loading;
  private final ConfigListing listing;
  private final Supplier<Optional<ConfigFormat>> format;
  private final Flag resolveImageDigests;
  private final Supplier<Optional<Path>> output;
  private final Flag quiet;

  ConfigCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Check the files and print them as one: merged, interpolated, in long form.");
    arguments = new ServiceArguments(syntax);
    loading = new LoadingFlags(syntax);
    listing = syntax.oneAtMost(ConfigListing::new);
    format =
        syntax
            .option("--format=FORMAT", "Of the whole file and of the variables: yaml or json.")
            .asOneOf(ConfigFormat.values())
            .optional();
    resolveImageDigests =
        syntax.flag(
            "--resolve-image-digests",
            "Name images by the digests that their registries have now.");
    output =
        syntax
            .option("-o, --output=FILE", "Write to this file, all of it or nothing.")
            .as(Path::of)
            .optional();
    quiet = syntax.flag("-q, --quiet", "Print nothing; the exit code tells.");
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
    if (!quiet.isSet()) {
      write(text);
    }
  }

  private LoadOptions options() {
    LoadOptions options = loading.options().withOnlyNamed();
    return listing.needsTemplate() ? options.without(Phase.INTERPOLATION) : options;
  }

  private String text(LoadedProject project) {
    ResolvedFile file =
        resolveImageDigests.isSet() || listing.isLock()
            ? ImageDigests.in(project.resolved(), tools)
            : project.resolved();
    if (listing.isLock()) {
      file.servicesWithUnlockedImages().forEach(this::warnOfHookImages);
      return format() == ConfigFormat.JSON ? file.lockToJson() : file.lockToYaml();
    }
    return listing
        .lines(project, file, format.get())
        .map(ConfigCommand::joined)
        .orElseGet(() -> format() == ConfigFormat.JSON ? file.toJson() : file.toYaml());
  }

  private ConfigFormat format() {
    return format.get().orElse(ConfigFormat.YAML);
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
    output
        .get()
        .ifPresentOrElse(file -> new OutputFile(file).write(text), () -> console.print(text));
  }
}
