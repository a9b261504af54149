package io.jcompose.cli.command;

import io.jcompose.model.load.LoadOptions;
import io.jcompose.model.load.LoadOptions.Phase;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** The flags of {@code jcompose config} that leave phases of loading out. */
final class LoadingFlags {
  private final Set<Phase> leftOut = EnumSet.noneOf(Phase.class);

  @Option(names = "--no-interpolate", description = "Leave variables as they stand.")
  void leaveVariables(boolean given) {
    leaveOut(Phase.INTERPOLATION, given);
  }

  @Option(
      names = "--no-normalize",
      description = "Leave out what is implied: default network, names, dependencies.")
  void leaveImpliedOut(boolean given) {
    leaveOut(Phase.NORMALIZATION, given);
  }

  @Option(names = "--no-path-resolution", description = "Leave relative paths relative.")
  void leavePaths(boolean given) {
    leaveOut(Phase.PATH_RESOLUTION, given);
  }

  @Option(
      names = "--no-consistency",
      description = "Do not check what services say about each other.")
  void leaveCheckOut(boolean given) {
    leaveOut(Phase.CONSISTENCY_CHECK, given);
  }

  @Option(
      names = "--no-env-resolution",
      description = "Leave env_file and label_file, and variables without value, as they stand.")
  void leaveEnvironment(boolean given) {
    leaveOut(Phase.ENVIRONMENT_RESOLUTION, given);
  }

  private void leaveOut(Phase phase, boolean given) {
    if (given) {
      leftOut.add(phase);
    }
  }

  /** Returns how files are to be loaded. */
  LoadOptions options() {
    LoadOptions options = LoadOptions.DEFAULT;
    for (Phase phase : leftOut) {
      options = options.without(phase);
    }
    return options;
  }
}
