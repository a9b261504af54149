package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.ReplicaNumber;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.Appearance;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.ContainerFiles;
import io.jcompose.scheduler.runtime.ContainerFiles.Kind;
import io.jcompose.scheduler.runtime.ContainerStatus;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** {@code jcompose cp}. */
final class CopyCommand implements Runnable {
  private final Tools tools;
  private final Flag all;
  private final Flag archive;
  private final Flag followLink;
  private final Supplier<Integer> index;
  private final Supplier<String> source;
  private final Supplier<String> destination;

  CopyCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Copy files between the host and containers, running or not.");
    all = syntax.flag("--all", "Include containers made by 'run'.");
    archive = syntax.flag("-a, --archive", "Keep the files' owners.");
    followLink = syntax.flag("-L, --follow-link", "Copy what a link leads to.");
    index =
        syntax
            .option(
                "--index=NUMBER", "Which of several replicas; by default all to, the first from.")
            .as(ReplicaNumber::parse)
            .orElse(0);
    source = syntax.argument("SOURCE", "SERVICE:PATH, a path of the host, or - for a tar stream.");
    destination =
        syntax.argument("DESTINATION", "SERVICE:PATH, a path of the host, or - for a tar stream.");
  }

  @Override
  public void run() {
    CopyPlace from = CopyPlace.parse(source.get());
    CopyPlace to = CopyPlace.parse(destination.get());
    if (from.service().isPresent() == to.service().isPresent()) {
      throw from.service().isPresent()
          ? new CommandFailure(
              "copying between services is not supported",
              "copy to the host first, and from there to the other service")
          : new CommandFailure(
              "neither '" + source.get() + "' nor '" + destination.get() + "' is in a service",
              "name one side as SERVICE:PATH");
    }
    try {
      if (from.service().isPresent()) {
        copyOut(from, to);
      } else {
        copyIn(from, to);
      }
    } catch (IOException e) {
      throw new CommandFailure(
          "cannot copy '" + source.get() + "': " + e.getMessage(),
          "see whether the disk is full, and what is there",
          e);
    }
  }

  private void copyOut(CopyPlace from, CopyPlace to) throws IOException {
    String service = from.service().orElseThrow();
    ContainerStatus container =
        Replicas.choose(containers(service), new ServiceName(service), index.get());
    if (to.isStream()) {
      BinaryOutput.requireNoTerminal(tools.console(), "copy to a file, or into a pipe");
      files()
          .copyOut(
              container.name(),
              from.path(),
              followLink.isSet() || from.endsWithSlash(),
              PathEnd.name(from.path()),
              tools.console().outStream(),
              this::warn);
      return;
    }
    copy(side(container), host(), from, to);
    tell(container);
  }

  private void copyIn(CopyPlace from, CopyPlace to) throws IOException {
    String service = to.service().orElseThrow();
    List<ContainerStatus> meant = containers(service);
    ContainerStatus first = Replicas.choose(meant, new ServiceName(service), index.get());
    List<ContainerStatus> targets = index.get() == 0 ? meant : List.of(first);
    if (from.isStream()) {
      extractStream(targets, to);
      return;
    }
    for (ContainerStatus container : targets) {
      copy(host(), side(container), from, to);
      tell(container);
    }
  }

  private void extractStream(List<ContainerStatus> targets, CopyPlace to) throws IOException {
    if (targets.size() > 1) {
      throw new CommandFailure(
          "a stream can be copied to one container only, and the service has " + targets.size(),
          "name one with '--index'");
    }
    ContainerStatus container = targets.get(0);
    CopySide side = side(container);
    if (side.kind(to.path(), true).filter(Kind.DIRECTORY::equals).isEmpty()) {
      throw new CommandFailure(
          "cannot extract to '" + to.path() + "': there is no such directory",
          "name a directory that is there");
    }
    side.extract(to.path(), tools.console().in(), archive.isSet());
    tell(container);
  }

  private void copy(CopySide from, CopySide to, CopyPlace source, CopyPlace destination)
      throws IOException {
    new Copy(from, to, followLink.isSet(), archive.isSet()).perform(source, destination);
  }

  private List<ContainerStatus> containers(String service) {
    ProjectState state = new ExistingProject(tools).state();
    List<ContainerStatus> lasting =
        state.of(Set.of(KnownServices.find(service, state.services()))).stream()
            .filter(container -> !container.spec().plan().isPreStart())
            .toList();
    List<ContainerStatus> replicas =
        lasting.stream().filter(container -> !container.spec().plan().isOneOff()).toList();
    if (replicas.isEmpty() && !lasting.isEmpty() && !all.isSet()) {
      throw new CommandFailure(
          "service '" + service + "' has containers of 'run' only",
          "add '--all' if they are meant");
    }
    return all.isSet() ? lasting : replicas;
  }

  private ContainerFiles files() {
    return tools.runtime().get().files();
  }

  private CopySide host() {
    return CopySide.host(tools.projects().workingDirectory(), this::warn);
  }

  private CopySide side(ContainerStatus container) {
    return CopySide.of(files(), container.name(), this::warn);
  }

  private void warn(String warning) {
    tools.console().errorLine("warning: " + warning);
  }

  private void tell(ContainerStatus container) {
    if (tools.appearance().progress() != Appearance.Progress.QUIET) {
      tools.console().errorLine(" Container " + container.name() + "  Copied");
    }
  }
}
