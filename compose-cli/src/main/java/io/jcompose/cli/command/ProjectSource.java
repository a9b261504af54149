package io.jcompose.cli.command;

import io.jcompose.cli.option.GlobalOptions;
import io.jcompose.cli.output.Console;
import io.jcompose.model.error.InvalidComposeFileException;
import io.jcompose.model.interpolate.Variables;
import io.jcompose.model.kubernetes.PlayChoices;
import io.jcompose.model.load.ComposeLoader;
import io.jcompose.model.load.LoadOptions;
import io.jcompose.model.load.LoadRequest;
import io.jcompose.model.load.LoadedProject;
import io.jcompose.model.load.SourceReader;
import io.jcompose.model.plan.ContentFacts;
import io.jcompose.model.plan.ImageFacts;
import io.jcompose.model.plan.Planner;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.project.Project;
import io.jcompose.model.value.NameSeparator;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The project that the global options name, or that the arguments of a command do. */
public final class ProjectSource {
  private final GlobalOptions options;
  private final Path workingDirectory;
  private final Map<String, String> environment;
  private final SourceReader reader;
  private final Console console;
  private final ContentFacts contents;
  private final Optional<Played> played;

  /** Files that are manifests of Kubernetes, and how they are meant. */
  private record Played(List<String> files, PlayChoices choices) {}

  /**
   * Creates the source; files are read when they are asked for.
   *
   * @param runtime asked for the secrets of this host when a project names one
   */
  public ProjectSource(
      GlobalOptions options,
      Path workingDirectory,
      Map<String, String> environment,
      SourceReader reader,
      Console console,
      Supplier<ContainerRuntime> runtime) {
    this.options = options;
    this.workingDirectory = workingDirectory;
    this.environment = environment;
    this.reader = reader;
    this.console = console;
    this.contents = new KnownContents(runtime);
    this.played = Optional.empty();
  }

  private ProjectSource(ProjectSource other, Played played) {
    this.options = other.options;
    this.workingDirectory = other.workingDirectory;
    this.environment = new TreeMap<>(other.environment);
    // a '.env' beside manifests is none of theirs
    this.environment.put("COMPOSE_DISABLE_ENV_FILE", "1");
    this.reader = other.reader;
    this.console = other.console;
    this.contents = other.contents;
    this.played = Optional.of(played);
  }

  /** Returns the project that {@code files} describe, which are manifests of Kubernetes. */
  ProjectSource ofManifests(List<String> files, PlayChoices choices) {
    return new ProjectSource(this, new Played(List.copyOf(files), choices));
  }

  /** Returns what paths on the command line count from. */
  Path workingDirectory() {
    return workingDirectory;
  }

  /**
   * Returns the project's name: {@code -p} where it is given, and no file is read then; else what
   * the files say.
   *
   * @throws io.jcompose.model.error.InvalidComposeFileException if there is no file, or it is wrong
   */
  ProjectName name() {
    return options.projectName().orElseGet(() -> load(List.of()).resolved().name());
  }

  /**
   * Returns the project as its files say, and shows what they warn of.
   *
   * @param services named on the command line: their profiles are active too
   * @throws io.jcompose.model.error.InvalidComposeFileException with everything that is wrong
   */
  LoadedProject load(List<String> services) {
    return load(services, LoadOptions.DEFAULT);
  }

  /**
   * Returns the project as its files say, loaded no further than {@code wanted}, and shows what
   * they warn of.
   *
   * @param services named on the command line: their profiles are active too
   * @throws io.jcompose.model.error.InvalidComposeFileException with everything that is wrong
   */
  LoadedProject load(List<String> services, LoadOptions wanted) {
    LoadedProject loaded = read(environment, services, wanted);
    loaded.warnings().forEach(warning -> console.errorLine("warning: " + warning));
    return loaded;
  }

  /**
   * Returns the project as its files say, for those who run it elsewhere: what jcompose does not
   * honour is nothing to warn of. Shows what else the files warn of.
   *
   * @throws io.jcompose.model.error.InvalidComposeFileException with everything that is wrong
   */
  LoadedProject loadForOthers() {
    LoadedProject loaded = read(environment, List.of(), LoadOptions.DEFAULT);
    loaded.warningsOfLoading().forEach(warning -> console.errorLine("warning: " + warning));
    return loaded;
  }

  /** Returns what is in the files that projects name. */
  ContentFacts contents() {
    return contents;
  }

  /** Returns the project with its containers called as the options ask for. */
  Project named(Project project, Variables variables) {
    boolean old =
        options.compatibility() || PlannedProject.isOn(variables, "COMPOSE_COMPATIBILITY");
    return project.withSeparator(old ? NameSeparator.UNDERSCORE : NameSeparator.HYPHEN);
  }

  /**
   * Returns the project as its files would be read with other variables of the shell, and shows no
   * warnings.
   *
   * @throws io.jcompose.model.error.InvalidComposeFileException with everything that is wrong
   */
  LoadedProject loadWith(Map<String, String> variables, LoadOptions wanted) {
    return read(variables, List.of(), wanted);
  }

  private LoadedProject read(
      Map<String, String> variables, List<String> services, LoadOptions wanted) {
    return new ComposeLoader(reader)
        .load(
            new LoadRequest(
                workingDirectory.toString(),
                variables,
                played.map(Played::files).orElseGet(options::files),
                options.projectName().map(ProjectName::value),
                options.projectDirectory(),
                options.envFiles(),
                options.profiles(),
                services,
                played
                    .map(known -> wanted.withManifests(known.choices()))
                    .orElse(wanted)
                    .withAllResources(options.allResources())));
  }

  /** Returns what is to be on this host for the project. */
  PodPlan plan(List<String> services, ImageSupply images) {
    return plan(services, List.of(), images).plan();
  }

  /**
   * Returns what is to be on this host for the project.
   *
   * @param scale {@code SERVICE=NUMBER}, more than the files know of how many containers there are
   */
  PlannedProject plan(List<String> services, List<String> scale, ImageSupply images) {
    LoadedProject loaded = load(services);
    Project project = runnable(loaded);
    Project scaled = project.withScale(ServiceScale.read(scale, project.services().keySet()));
    ImageSupply.Supplied supplied = images.of(scaled);
    PodPlan plan = planned(loaded, new Planner(supplied.facts(), contents), scaled);
    Set<ServiceName> inactive =
        loaded.serviceNames().stream().map(ServiceName::new).collect(Collectors.toSet());
    inactive.removeAll(project.services().keySet());
    return new PlannedProject(project, plan, supplied.due(), inactive, loaded.variables());
  }

  private static PodPlan planned(LoadedProject loaded, Planner planner, Project project) {
    try {
      return planner.plan(project);
    } catch (InvalidComposeFileException e) {
      throw new InvalidComposeFileException(loaded.inTermsOfFiles(e.problems()));
    }
  }

  private Project runnable(LoadedProject loaded) {
    return named(loaded.runnable(), loaded.variables());
  }

  /**
   * Returns what is to be on this host for the project with one service changed, of which there is
   * one container.
   *
   * @param document what comes after all files
   */
  PodPlan planOfOne(String service, String document, ImageFacts images) {
    Project project = runnable(load(List.of(service), LoadOptions.DEFAULT.withAddition(document)));
    return new Planner(images, contents)
        .plan(project.withScale(Map.of(new ServiceName(service), 1)));
  }
}
