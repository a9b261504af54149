package io.jcompose.cli.command;

import io.jcompose.model.export.systemd.SystemdUnits;
import io.jcompose.model.export.systemd.UnitOptions;
import io.jcompose.model.export.unit.UnitFile;
import io.jcompose.model.plan.ContainerDefaults;
import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.PodPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The units that files and options make.
 *
 * @param plan what they are made of
 * @param files in the order in which they start
 */
record WantedUnits(PodPlan plan, List<UnitFile> files) {
  WantedUnits {
    files = List.copyOf(files);
  }

  /**
   * Makes them, and warns of what systemd will not know when it starts them.
   *
   * @param command that asks for them, for a hint
   * @param change what it makes of the options
   * @throws UsageFailure with all that is wrong with the words
   */
  static WantedUnits of(
      Tools tools, UnitFlags flags, String command, UnaryOperator<UnitOptions> change) {
    List<String> mistakes = new ArrayList<>();
    KnownImages images = new KnownImages(tools.runtime());
    PodPlan plan =
        tools.projects().plan(List.of(), images).withContainers(known -> checked(known, images));
    if (plan.files().stream().anyMatch(file -> !file.startsWith("/"))) {
      mistakes.add("units cannot read a Compose file from standard input; name one with --file");
    }
    UnitOptions options = change.apply(flags.read(tools, mistakes));
    mistakes.addAll(SystemdUnits.faults(plan, options));
    if (!mistakes.isEmpty()) {
      throw new UsageFailure(
          String.join("\njcompose: ", mistakes),
          "run 'jcompose " + command + " --help' to see what there is");
    }
    warnOfMissing(tools, new ShellVariables(tools).unknownTo(options.environment()));
    return new WantedUnits(plan, SystemdUnits.of(plan, options));
  }

  /** A start takes as long as health checks do that images bring, where these are here already. */
  private static ContainerPlan checked(ContainerPlan container, KnownImages images) {
    return images
        .find(container.image())
        .map(
            image ->
                container.withHealthcheck(
                    ContainerDefaults.healthcheck(container.healthcheck(), image.healthcheck())))
        .orElse(container);
  }

  private static void warnOfMissing(Tools tools, Set<String> variables) {
    if (!variables.isEmpty()) {
      String flags = variables.stream().map("--env "::concat).collect(Collectors.joining(" "));
      tools
          .console()
          .errorLine(
              "warning: systemd will not know these variables of your shell: "
                  + String.join(", ", variables)
                  + "; keep them in .env, or give them with '"
                  + flags
                  + "', which all can read");
    }
  }
}
