package io.jcompose.cli.command;

import io.jcompose.model.load.LoadedProject;
import io.jcompose.model.load.ResolvedFile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What {@code jcompose config} prints in place of the whole file; one of these at most. */
final class ConfigListing {
  private static final String ALL = "*";

  @Option(names = "--services", description = "Print the services' names only.")
  private boolean services;

  @Option(names = "--volumes", description = "Print the volumes' names only.")
  private boolean volumes;

  @Option(names = "--networks", description = "Print the networks' names only.")
  private boolean networks;

  @Option(names = "--models", description = "Print the models' names only.")
  private boolean models;

  @Option(names = "--images", description = "Print the images' names only.")
  private boolean images;

  @Option(
      names = "--profiles",
      description = "Print the names of all profiles only, active or not.")
  private boolean profiles;

  @Option(
      names = "--hash",
      paramLabel = "SERVICES",
      description = "Print a hash for each of these services, separated by commas; '*' means all.")
  private Optional<String> hash = Optional.empty();

  @Option(
      names = "--environment",
      description = "Print the variables that may be filled in, with their values.")
  private boolean environment;

  @Option(
      names = "--variables",
      description = "Print the variables that the files mention, with their defaults.")
  private boolean variables;

  @Option(
      names = "--lock-image-digests",
      description = "Print an override file that names images by their digests on this host.")
  private boolean lock;

  /** Returns whether it is about what the files say before variables are filled in. */
  boolean needsTemplate() {
    return variables;
  }

  /** Returns whether the override file is wanted. */
  boolean isLock() {
    return lock;
  }

  /**
   * Returns the lines to print; empty if the whole file is wanted.
   *
   * @param file of the project, with images as they are to be named
   */
  Optional<List<String>> lines(
      LoadedProject project, ResolvedFile file, Optional<ConfigFormat> format) {
    return Stream.of(
            when(services, file.services()),
            when(volumes, file.volumes()),
            when(networks, file.networks()),
            when(models, file.models()),
            when(images, file.images()),
            when(profiles, project.profiles()),
            when(environment, project.variables().assignments()),
            variables
                ? Optional.of(new VariableListing(file.variables()).lines(format))
                : Optional.<List<String>>empty(),
            hash.map(wanted -> hashes(wanted, project, file)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<List<String>> when(boolean wanted, List<String> lines) {
    return wanted ? Optional.of(lines) : Optional.empty();
  }

  private static List<String> hashes(String wanted, LoadedProject project, ResolvedFile file) {
    Map<String, String> known = file.hashes();
    Stream<String> names =
        wanted.equals(ALL) ? known.keySet().stream() : Arrays.stream(wanted.split(",")).sorted();
    return names.distinct().map(name -> name + " " + hash(name, known, project)).toList();
  }

  private static String hash(String name, Map<String, String> known, LoadedProject project) {
    ServiceArguments.mustBeAmong(name, project.serviceNames());
    return Optional.ofNullable(known.get(name))
        .orElseThrow(
            () ->
                new CommandFailure(
                    "service '" + name + "' is not active",
                    "turn on one of its profiles with '--profile', or name it as an argument too"));
  }
}
