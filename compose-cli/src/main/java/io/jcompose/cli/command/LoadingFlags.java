package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.model.load.LoadOptions;
import io.jcompose.model.load.LoadOptions.Phase;
import java.util.LinkedHashMap;
import java.util.Map;

/** The flags of {@code jcompose config} that leave phases of loading out. */
final class LoadingFlags {
  private final Map<Phase, Flag> flags = new LinkedHashMap<>();

  LoadingFlags(Syntax syntax) {
    flags.put(
        Phase.INTERPOLATION, syntax.flag("--no-interpolate", "Leave variables as they stand."));
    flags.put(
        Phase.NORMALIZATION,
        syntax.flag(
            "--no-normalize", "Leave out what is implied: default network, names, dependencies."));
    flags.put(
        Phase.PATH_RESOLUTION,
        syntax.flag("--no-path-resolution", "Leave relative paths relative."));
    flags.put(
        Phase.CONSISTENCY_CHECK,
        syntax.flag("--no-consistency", "Do not check what services say about each other."));
    flags.put(
        Phase.ENVIRONMENT_RESOLUTION,
        syntax.flag(
            "--no-env-resolution",
            "Leave env_file and label_file, and variables without value, as they stand."));
  }

  /** Returns how files are to be loaded. */
  LoadOptions options() {
    LoadOptions options = LoadOptions.DEFAULT;
    for (Map.Entry<Phase, Flag> phase : flags.entrySet()) {
      if (phase.getValue().isSet()) {
        options = options.without(phase.getKey());
      }
    }
    return options;
  }
}
