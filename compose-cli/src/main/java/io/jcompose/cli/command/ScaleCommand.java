package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.UpOptions;
import io.jcompose.scheduler.reconcile.OrphanChoice;
import io.jcompose.scheduler.reconcile.UpChoices;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@code jcompose scale}. */
final class ScaleCommand implements Callable<Integer> {
  private final Tools tools;
  private final Supplier<List<String>> scale;
  private final Flag noDependencies;

  ScaleCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Say how many containers services have.");
    scale = syntax.oneOrMoreArguments("SERVICE=NUMBER", "How many containers a service has.");
    noDependencies = syntax.flag("--no-deps", "Leave alone what the services depend on.");
  }

  @Override
  public Integer call() {
    List<String> names = ServiceScale.names(scale.get());
    PlannedProject project = tools.projects().plan(names, scale.get(), images(names));
    PodPlan plan = project.plan();
    Set<ServiceName> services = names.stream().map(ServiceName::new).collect(Collectors.toSet());
    UpChoices choices =
        UpChoices.DEFAULT.withOrphans(new OrphanChoice(false, false, project.inactive()));
    UpOptions options = new UpOptions(services, !noDependencies.isSet(), Optional.empty(), choices);
    Request request = new Request.Up(plan, options);
    Performance performance = new Performance(tools);
    return tools.options().dryRun()
        ? performance.report(performance.rehearse(request, project.due())).number()
        : performance.of(tools.supervisors().remote(plan.project()), request).number();
  }

  private ImageSupply images(List<String> names) {
    ImageWish wish = new ImageWish(names, !noDependencies.isSet(), Optional.empty());
    return tools.options().dryRun()
        ? new ForeseenImages(tools, wish)
        : new PulledImages(tools, wish, false);
  }
}
