package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.ReplicaNumber;
import io.jcompose.cli.option.Syntax;
import io.jcompose.model.instruction.ImageInstruction;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.CommitSpec;
import io.jcompose.scheduler.runtime.Images.Image;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** {@code jcompose commit}. */
final class CommitCommand implements Runnable {
  private final Tools tools;
  private final Supplier<Optional<String>> author;
  private final Supplier<List<ImageInstruction>> changes;
  private final Supplier<Integer> index;
  private final Supplier<Optional<String>> message;
  private final Flag pause;
  private final Supplier<String> service;
  private final Supplier<Optional<String>> name;

  CommitCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Make an image of a container: its image, and what it changed in its root.");
    author = syntax.option("-a, --author=AUTHOR", "Who makes it.").optional();
    changes =
        syntax
            .option(
                "-c, --change=INSTRUCTION",
                "What the image says otherwise, in the words of a Dockerfile: CMD, ENTRYPOINT, ENV,"
                    + " EXPOSE, HEALTHCHECK, LABEL, ONBUILD, STOPSIGNAL, USER, VOLUME or WORKDIR."
                    + " May be given several times.")
            .as(ImageInstruction::parse)
            .repeated();
    index =
        syntax
            .option("--index=NUMBER", "Which of several replicas; the first by default.")
            .as(ReplicaNumber::parse)
            .orElse(0);
    message = syntax.option("-m, --message=TEXT", "What the image is for.").optional();
    pause = syntax.flagOnByDefault("-p, --pause", "Let the container rest meanwhile; the default.");
    service = syntax.argument("SERVICE", "The service.");
    name = syntax.optionalArgument("REPOSITORY[:TAG]", "The image's name; none by default.");
  }

  @Override
  public void run() {
    Optional<ImageReference> reference = name.get().map(CommitCommand::reference);
    ProjectState state = new ExistingProject(tools).state();
    ServiceName known = KnownServices.find(service.get(), state.services());
    ContainerName container = Replicas.choose(state.of(Set.of(known)), known, index.get()).name();
    Image image =
        tools
            .runtime()
            .get()
            .files()
            .commit(
                container,
                new CommitSpec(
                    reference, author.get(), message.get(), changes.get(), pause.isSet()),
                warning -> tools.console().errorLine("warning: " + warning));
    tools.console().line(image.id());
  }

  /** A name for an image to come: a tag is no digest, and a directory no image. */
  private static ImageReference reference(String text) {
    try {
      ImageReference reference = new ImageReference(text);
      if (reference.isName() && !text.contains("@")) {
        return reference;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new UsageFailure(
        "'" + text + "' is no name for an image", "name it REPOSITORY or REPOSITORY:TAG");
  }
}
