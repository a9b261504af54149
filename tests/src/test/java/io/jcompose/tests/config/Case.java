package io.jcompose.tests.config;

import io.jcompose.model.load.ComposeLoader;
import io.jcompose.model.load.LoadOptions;
import io.jcompose.model.load.LoadOptions.Phase;
import io.jcompose.model.load.LoadRequest;
import io.jcompose.model.load.LoadedProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One case: a folder with Compose files, and how they are to be loaded. */
record Case(Path directory) {

  LoadedProject load() {
    return new ComposeLoader(new CaseFiles(directory)).load(request());
  }

  /** Returns the case without one of the phases of loading. */
  LoadedProject loadWithout(Phase phase) {
    LoadRequest request = request();
    return new ComposeLoader(new CaseFiles(directory))
        .load(request.withOptions(request.options().without(phase)));
  }

  /** Returns whether {@code config} is asked for something that only its options give. */
  boolean needsTheCommand() {
    List<String> arguments = lines("arguments");
    return arguments.contains("config")
        && arguments.subList(arguments.indexOf("config"), arguments.size()).stream()
            .anyMatch(argument -> argument.startsWith("--"));
  }

  String text(String file) {
    try {
      return Files.readString(directory.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LoadRequest request() {
    var files = new ArrayList<String>();
    var envFiles = new ArrayList<String>();
    var profiles = new ArrayList<String>();
    var services = new ArrayList<String>();
    Optional<String> name = Optional.empty();
    Optional<String> projectDirectory = Optional.empty();
    Iterator<String> arguments = lines("arguments").iterator();
    while (arguments.hasNext()) {
      String argument = arguments.next();
      switch (argument) {
        case "-f" -> files.add(arguments.next());
        case "-p" -> name = Optional.of(arguments.next());
        case "--env-file" -> envFiles.add(arguments.next());
        case "--profile" -> profiles.add(arguments.next());
        case "--project-directory" -> projectDirectory = Optional.of(arguments.next());
        case "config" -> arguments.forEachRemaining(services::add);
        default -> throw new IllegalArgumentException("option " + argument + " in " + directory);
      }
    }
    return new LoadRequest(
        workingDirectory(),
        environment(),
        files,
        name,
        projectDirectory,
        envFiles,
        profiles,
        services,
        LoadOptions.DEFAULT.withOnlyNamed());
  }

  private String workingDirectory() {
    return lines("directory").stream()
        .map(below -> CaseFiles.PLACE + "/" + below)
        .findFirst()
        .orElse(CaseFiles.PLACE);
  }

  private Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("HOME", "/home/user");
    for (String line : lines("environment")) {
      int equals = line.indexOf('=');
      variables.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return variables;
  }

  private List<String> lines(String file) {
    if (!Files.exists(directory.resolve(file))) {
      return List.of();
    }
    return text(file).lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
  }

  /** Returns the name that a report shows: area and case. */
  @Override
  public String toString() {
    return Cases.ROOT.relativize(directory).toString();
  }
}
