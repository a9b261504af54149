package io.jcompose.cli.command;

import io.jcompose.cli.option.ReplicaNumber;
import io.jcompose.cli.option.Syntax;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.ContainerFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** {@code jcompose export}. */
final class ExportCommand implements Runnable {
  private static final int BUFFER = 64 * 1024;

  private final Tools tools;
  private final Supplier<Optional<Path>> output;
  private final Supplier<Integer> index;
  private final Supplier<String> service;

  ExportCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Write a container's root, without its volumes, as a tar archive.");
    output =
        syntax
            .option("-o, --output=FILE", "Write it to a file instead of standard output.")
            .as(Path::of)
            .optional();
    index =
        syntax
            .option("--index=NUMBER", "Which of several replicas; the first by default.")
            .as(ReplicaNumber::parse)
            .orElse(0);
    service = syntax.argument("SERVICE", "The service.");
  }

  @Override
  public void run() {
    ProjectState state = new ExistingProject(tools).state();
    ServiceName name = KnownServices.find(service.get(), state.services());
    ContainerName container = Replicas.choose(state.of(Set.of(name)), name, index.get()).name();
    ContainerFiles files = tools.runtime().get().files();
    Optional<Path> file = output.get().map(tools.projects().workingDirectory()::resolve);
    if (file.isEmpty()) {
      BinaryOutput.requireNoTerminal(
          tools.console(), "name a file with '-o', or write into a pipe");
      files.export(container, tools.console().outStream(), this::warn);
      return;
    }
    try (OutputStream tar = new BufferedOutputStream(Files.newOutputStream(file.get()), BUFFER)) {
      files.export(container, tar, this::warn);
    } catch (IOException e) {
      throw new CommandFailure(
          "cannot write " + file.get() + ": " + e.getMessage(),
          "name a file with '-o' that you may write, in a directory that exists",
          e);
    }
  }

  private void warn(String warning) {
    tools.console().errorLine("warning: " + warning);
  }
}
