package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.model.load.LoadedProject;
import io.jcompose.model.load.ResolvedFile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What {@code jcompose config} prints in place of the whole file; one of these at most. */
final class ConfigListing {
  private static final String ALL = "*";

  private final Flag services;
  private final Flag volumes;
  private final Flag networks;
  private final Flag models;
  private final Flag images;
  private final Flag profiles;
  private final Supplier<Optional<String>> hash;
  private final Flag environment;
  private final Flag variables;
  private final Flag lock;

  ConfigListing(Syntax syntax) {
    services = syntax.flag("--services", "Print the services' names only.");
    volumes = syntax.flag("--volumes", "Print the volumes' names only.");
    networks = syntax.flag("--networks", "Print the networks' names only.");
    models = syntax.flag("--models", "Print the models' names only.");
    images = syntax.flag("--images", "Print the images' names only.");
    profiles = syntax.flag("--profiles", "Print the names of all profiles only, active or not.");
    hash =
        syntax
            .option(
                "--hash=SERVICES",
                "Print a hash for each of these services, separated by commas; '*' means all.")
            .optional();
    environment =
        syntax.flag(
            "--environment", "Print the variables that may be filled in, with their values.");
    variables =
        syntax.flag(
            "--variables", "Print the variables that the files mention, with their defaults.");
    lock =
        syntax.flag(
            "--lock-image-digests",
            "Print an override file that names images by the digests their registries have now.");
  }

  /** Returns whether it is about what the files say before variables are filled in. */
  boolean needsTemplate() {
    return variables.isSet();
  }

  /** Returns whether the override file is wanted. */
  boolean isLock() {
    return lock.isSet();
  }

  /**
   * Returns the lines to print; empty if the whole file is wanted.
   *
   * @param file of the project, with images as they are to be named
   */
  Optional<List<String>> lines(
      LoadedProject project, ResolvedFile file, Optional<ConfigFormat> format) {
    return Stream.of(
            when(services.isSet(), file.services()),
            when(volumes.isSet(), file.volumes()),
            when(networks.isSet(), file.networks()),
            when(models.isSet(), file.models()),
            when(images.isSet(), file.images()),
            when(profiles.isSet(), project.profiles()),
            when(environment.isSet(), project.variables().assignments()),
            variables.isSet()
                ? Optional.of(new VariableListing(file.variables()).lines(format))
                : Optional.<List<String>>empty(),
            hash.get().map(wanted -> hashes(wanted, project, file)))
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
