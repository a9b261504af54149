package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.scheduler.UpOptions;
import io.jcompose.scheduler.reconcile.UpChoices.Goal;
import java.util.concurrent.Callable;

/** {@code jcompose create}. */
final class CreateCommand implements Callable<Integer> {
  private final Tools tools;
  private final ServiceArguments services;
  private final CreationFlags creation;

  CreateCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Create the project's containers, and start none.");
    services = new ServiceArguments(syntax);
    creation = new CreationFlags(syntax);
  }

  @Override
  public Integer call() {
    creation.check();
    PlannedProject project =
        tools
            .projects()
            .plan(
                services.names(), creation.scale(), creation.images(tools, services.names(), true));
    PodPlan plan = project.plan();
    UpOptions options =
        UpOptions.DEFAULT
            .withServices(services.in(plan))
            .withChoices(creation.choices(tools, project).withGoal(Goal.CREATED));
    Request request = new Request.Up(plan, options);
    Performance performance = new Performance(tools);
    return creation.isRehearsal(tools)
        ? performance.report(performance.rehearse(request, project.due())).number()
        : performance.of(tools.supervisors().remote(plan.project()), request).number();
  }
}
