package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.pull.ImagePulls;
import io.jcompose.cli.pull.NeededImage;
import io.jcompose.cli.pull.NeededImages;
import io.jcompose.model.load.LoadedProject;
import io.jcompose.model.project.Project;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.PullPolicy;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.Images;
import io.jcompose.scheduler.runtime.Images.Image;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** {@code jcompose pull}. */
final class PullCommand implements Callable<Integer> {
  private final Tools tools;
  private final ServiceArguments services;
  private final Supplier<Optional<Policy>> policy;
  private final Flag withDependencies;
  private final Flag ignoreFailures;
  private final Flag quiet;

  PullCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Fetch the images of services.");
    services = new ServiceArguments(syntax);
    policy =
        syntax
            .option("--policy=POLICY", "missing or always; always by default.")
            .asOneOf(Policy.values())
            .optional();
    withDependencies = syntax.flag("--include-deps", "Fetch for what services depend on, too.");
    ignoreFailures =
        syntax.flag("--ignore-pull-failures", "Succeed even if images cannot be fetched.");
    syntax.flag("--ignore-buildable", "Leave images out that can be built; they always are.");
    quiet = syntax.flag("-q, --quiet", "Show nothing of how it goes.");
  }

  /** When an image is fetched. */
  enum Policy {
    MISSING,
    ALWAYS
  }

  @Override
  public Integer call() throws InterruptedException {
    LoadedProject loaded = tools.projects().load(services.names());
    services.mustBeAmong(loaded.serviceNames());
    Project project = loaded.project(); // what keeps it from running does not keep images away
    Images images = tools.runtime().get().images();
    List<ImagePulls.Failure> failures =
        new FetchedImages(tools, quiet.isSet()).fetch(due(project, images));
    if (failures.isEmpty()) {
      return ExitCode.OK.number();
    }
    if (ignoreFailures.isSet()) {
      failures.forEach(
          failure -> tools.console().errorLine("warning: " + FetchedImages.told(failure)));
      return ExitCode.OK.number();
    }
    throw FetchedImages.failure(failures);
  }

  private List<NeededImage> due(Project project, Images images) {
    NeededImages.Policies policies =
        new NeededImages.Policies(
            PullPolicy.Kind.ALWAYS,
            policy.get().map(asked -> PullPolicy.Kind.valueOf(asked.name())));
    Set<ServiceName> chosen = services.in(project.services().keySet());
    return NeededImages.of(project, chosen, withDependencies.isSet(), policies).stream()
        .filter(image -> image.isDue(here(image.image(), images), tools.clock().instant()))
        .toList();
  }

  /** A name that stands for the newest is asked for again, though an image has it. */
  private static Optional<Image> here(ImageReference image, Images images) {
    return image.isLatest() ? Optional.empty() : images.find(image);
  }
}
