package io.jcompose.model.instruction;

import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What an image says while instructions change it, one after another. */
final class Draft {
  final Map<String, String> environment;
  final Map<String, String> labels;
  final Set<String> volumes;
  final Set<Port> exposedPorts;
  final List<String> onBuild = new ArrayList<>();
  private List<String> entrypoint;
  private List<String> command;
  private Optional<String> user;
  private Optional<String> workingDirectory;
  private Optional<Signal> stopSignal;
  private Healthcheck healthcheck;
  private boolean commandChosen;

  Draft(ImageConfig start) {
    environment = new LinkedHashMap<>(start.environment());
    labels = new LinkedHashMap<>(start.labels());
    volumes = new TreeSet<>(start.volumes());
    exposedPorts = new TreeSet<>(start.exposedPorts());
    entrypoint = start.entrypoint();
    command = start.command();
    user = start.user();
    workingDirectory = start.workingDirectory();
    stopSignal = start.stopSignal();
    healthcheck = start.healthcheck();
  }

  /** Sets what follows the entrypoint. */
  void command(List<String> words) {
    command = words;
    commandChosen = true;
  }

  /** Sets the entrypoint; a command that was meant for another one goes. */
  void entrypoint(List<String> words) {
    entrypoint = words;
    if (!commandChosen) {
      command = List.of();
    }
  }

  void user(String name) {
    user = Optional.of(name);
  }

  /** Sets the working directory; one that is not absolute counts from the one before. */
  void workingDirectory(String path) {
    String above = workingDirectory.filter(before -> !before.equals("/")).orElse("");
    workingDirectory = Optional.of(path.startsWith("/") ? path : above + "/" + path);
  }

  void stopSignal(Signal signal) {
    stopSignal = Optional.of(signal);
  }

  void healthcheck(Healthcheck changed) {
    healthcheck = changed;
  }

  ImageDescription finished() {
    return new ImageDescription(
        new ImageConfig(
            environment,
            entrypoint,
            command,
            user,
            workingDirectory,
            volumes,
            exposedPorts,
            stopSignal,
            healthcheck,
            labels),
        onBuild);
  }
}
