package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import io.jcompose.model.error.Problem;
import io.jcompose.model.export.kubernetes.KubernetesManifests;
import io.jcompose.model.export.kubernetes.Manifest;
import io.jcompose.model.export.kubernetes.ManifestOptions;
import io.jcompose.model.export.kubernetes.ManifestSet;
import io.jcompose.model.export.kubernetes.ManifestSource;
import io.jcompose.model.load.LoadedProject;
import io.jcompose.model.project.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code jcompose generate kube}. */
final class GenerateKubeCommand implements Runnable {
  private final Tools tools;
  private final Supplier<Optional<String>> output;
  private final ManifestFlags flags;

  GenerateKubeCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Write manifests by which a Kubernetes cluster runs the project.");
    output =
        syntax
            .option(
                "-o, --output, -f, --filename=FILE|DIR",
                "Write to this file; into a directory a file for each object, and print their"
                    + " paths.")
            .optional();
    flags = new ManifestFlags(syntax);
  }

  @Override
  public void run() {
    LoadedProject loaded = tools.projects().loadForOthers();
    Project project = loaded.project();
    List<String> mistakes = new ArrayList<>();
    ManifestOptions options = flags.read(project.services().keySet(), mistakes);
    if (!mistakes.isEmpty()) {
      throw new UsageFailure(
          String.join("\njcompose: ", mistakes),
          "run 'jcompose generate kube --help' to see what there is");
    }
    ManifestSet manifests =
        KubernetesManifests.of(
            new ManifestSource(
                project,
                new KnownImages(tools.runtime()),
                tools.projects().contents(),
                loaded::place),
            options);
    manifests.warnings().forEach(this::warn);
    output
        .get()
        .map(path -> tools.projects().workingDirectory().resolve(path).normalize())
        .ifPresentOrElse(
            path -> write(path, manifests), () -> tools.console().print(manifests.text()));
  }

  private void warn(Problem warning) {
    tools.console().errorLine("warning: " + warning);
  }

  private void write(Path path, ManifestSet manifests) {
    if (Files.isDirectory(path)) {
      manifests.manifests().forEach(manifest -> write(path, manifest));
    } else {
      write(path, manifests.text(), manifests.holdsSecrets());
    }
  }

  private void write(Path directory, Manifest manifest) {
    Path file = directory.resolve(manifest.fileName());
    write(file, manifest.text(), manifest.isSecret());
    tools.console().line(file.toString());
  }

  private static void write(Path file, String text, boolean secret) {
    OutputFile output = new OutputFile(file);
    if (secret) {
      output.writeForOwner(text);
    } else {
      output.write(text);
    }
  }
}
