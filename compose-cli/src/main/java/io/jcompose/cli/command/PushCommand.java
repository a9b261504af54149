package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.pull.NeededImage;
import io.jcompose.cli.pull.NeededImages;
import io.jcompose.model.project.Project;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** {@code jcompose push}. */
final class PushCommand implements Callable<Integer> {
  private final Tools tools;
  private final ServiceArguments services;
  private final Flag withDependencies;
  private final Flag ignoreFailures;
  private final Flag quiet;

  PushCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Send the images that services build to their registries.");
    services = new ServiceArguments(syntax);
    withDependencies = syntax.flag("--include-deps", "Send for what services depend on, too.");
    ignoreFailures =
        syntax.flag("--ignore-push-failures", "Succeed even if images cannot be sent.");
    quiet = syntax.flag("-q, --quiet", "Show nothing of how it goes.");
  }

  @Override
  public Integer call() {
    Project project = tools.projects().load(services.names()).project();
    Set<ServiceName> chosen = services.in(project.services().keySet());
    List<NeededImage> built =
        NeededImages.built(project, chosen, withDependencies.isSet() || chosen.isEmpty());
    SentImages sent = new SentImages(tools, quiet.isSet());
    for (NeededImage image : built) {
      try {
        sent.send(image.image());
      } catch (RuntimeFailure e) {
        if (!ignoreFailures.isSet()) {
          throw e;
        }
        tools.console().errorLine("warning: " + e.getMessage());
      }
    }
    return ExitCode.OK.number();
  }
}
