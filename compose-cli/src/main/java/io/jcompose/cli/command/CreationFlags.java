package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.plan.VolumePlan;
import io.jcompose.model.value.PullPolicy;
import io.jcompose.scheduler.reconcile.OrphanChoice;
import io.jcompose.scheduler.reconcile.UpChoices;
import io.jcompose.scheduler.reconcile.UpChoices.Recreation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The options of all commands that make containers. */
final class CreationFlags {
  private final Flag forceRecreate;
  private final Flag noRecreate;
  private final Flag removeOrphans;
  private final Flag build;
  private final Flag noBuild;
  private final Flag yes;
  private final Flag dryRun;
  private final Supplier<Optional<PullChoice>> pull;
  private final Flag quietPull;
  private final Supplier<List<String>> scale;

  /** Declares the options of commands that make all containers of services. */
  CreationFlags(Syntax syntax) {
    this(syntax, true);
  }

  /** Declares those options that make sense where one further container is made. */
  static CreationFlags forOne(Syntax syntax) {
    return new CreationFlags(syntax, false);
  }

  private CreationFlags(Syntax syntax, boolean ofReplicas) {
    Syntax replicas = ofReplicas ? syntax : new Syntax();
    forceRecreate =
        replicas.flag(
            "--force-recreate", "Make containers anew even if nothing about them changed.");
    noRecreate =
        replicas.flag(
            "--no-recreate", "Leave containers that exist as they are, whatever changed.");
    removeOrphans =
        syntax.flag(
            "--remove-orphans", "Remove containers of services that the project no longer has.");
    build = syntax.flag("--build", "Build images first.");
    noBuild = syntax.flag("--no-build", "Build no image, even if it is missing.");
    syntax.flag("--quiet-build", "Show nothing of how images are built.");
    pull =
        syntax
            .option("--pull=POLICY", "When images are pulled: missing, never, always.")
            .asOneOf(PullChoice.values())
            .optional();
    quietPull = syntax.flag("--quiet-pull", "Show nothing of how images are pulled.");
    scale =
        replicas
            .option(
                "--scale=SERVICE=NUMBER",
                "How many containers a service has, whatever the files say. May be repeated.")
            .repeated();
    dryRun = syntax.flag("--dry-run", "Print what would be done, and change nothing.");
    yes =
        replicas.flag(
            "-y, --yes", "Agree to all, such as to lose what is in a volume that is made anew.");
  }

  /** When images are pulled. */
  enum PullChoice {
    ALWAYS,
    MISSING,
    NEVER,
    BUILD
  }

  /** Returns how many containers services have, as the command line says it. */
  List<String> scale() {
    return scale.get();
  }

  /** Returns whether what would be done is only printed. */
  boolean isRehearsal(Tools tools) {
    return dryRun.isSet() || tools.options().dryRun();
  }

  /** Returns whether no image is built. */
  Flag noBuild() {
    return noBuild;
  }

  /** Returns whether nothing that exists is to be made anew. */
  Flag noRecreate() {
    return noRecreate;
  }

  /**
   * Checks what can be checked before any file is read.
   *
   * @throws UsageFailure if options contradict each other, or ask for what is not there yet
   */
  void check() {
    UsageFailure.ifBoth(build, "--build", noBuild, "--no-build");
    UsageFailure.ifBoth(forceRecreate, "--force-recreate", noRecreate, "--no-recreate");
    if (pull.get().filter(choice -> choice == PullChoice.BUILD).isPresent()) {
      throw new UsageFailure(
          "jcompose does not build images yet",
          "build it with another tool, push it, and leave '--pull build' out");
    }
  }

  /**
   * Returns where the images of services come from: what {@code pull_policy} or these options say
   * is fetched, but not in a rehearsal.
   *
   * @param services none means all
   * @param withDependencies whether what they depend on is needed too
   */
  ImageSupply images(Tools tools, List<String> services, boolean withDependencies) {
    ImageWish wish =
        new ImageWish(
            services,
            withDependencies,
            pull.get().map(choice -> PullPolicy.Kind.valueOf(choice.name())));
    return isRehearsal(tools)
        ? new ForeseenImages(tools, wish)
        : new PulledImages(tools, wish, quietPull.isSet());
  }

  /**
   * Returns these choices; asks about volumes that would be lost.
   *
   * @throws UsageFailure if orphans are to be removed and ignored
   */
  UpChoices choices(Tools tools, PlannedProject project) {
    Recreation recreation =
        forceRecreate.isSet()
            ? Recreation.ALWAYS
            : noRecreate.isSet() ? Recreation.NEVER : Recreation.IF_CHANGED;
    return UpChoices.DEFAULT
        .withRecreation(recreation)
        .withAllResources(tools.options().allResources())
        .withOrphans(orphans(project))
        .withReplaceVolumes(yes.isSet() || agreesToLoss(tools, project.plan()));
  }

  private OrphanChoice orphans(PlannedProject project) {
    boolean ignored = project.isOn("COMPOSE_IGNORE_ORPHANS");
    if (ignored && removeOrphans.isSet()) {
      throw new UsageFailure(
          "--remove-orphans contradicts COMPOSE_IGNORE_ORPHANS", "unset the variable");
    }
    boolean removed = removeOrphans.isSet() || (!ignored && project.isOn("COMPOSE_REMOVE_ORPHANS"));
    return new OrphanChoice(removed, !ignored, project.inactive());
  }

  private static boolean agreesToLoss(Tools tools, PodPlan plan) {
    Set<String> changed = new TreeSet<>();
    if (plan.volumes().isEmpty() || !tools.console().facts().in()) {
      return false;
    }
    List<VolumePlan> standing = tools.runtime().get().volumes().list(plan.project());
    for (VolumePlan volume : plan.volumes()) {
      boolean known = standing.stream().anyMatch(now -> now.name().equals(volume.name()));
      if (known && !volume.external() && !standing.contains(volume)) {
        changed.add(volume.name().value());
      }
    }
    return !changed.isEmpty()
        && tools
            .console()
            .confirms(
                "Volumes are no longer what the file says: "
                    + String.join(", ", changed)
                    + ". Make them anew, and lose what is in them?");
  }
}
