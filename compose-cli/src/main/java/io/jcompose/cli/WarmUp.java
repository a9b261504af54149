package io.jcompose.cli;

import io.jcompose.cli.command.CommandTree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code jcompose warm-up}, which only the launcher says: runs commands that read and change
 * nothing, so that its archive holds what these and most others need.
 */
final class WarmUp {
  static final String NAME = "warm-up";

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("version"),
          List.of("--profile", "all", "config"),
          List.of("--profile", "all", "config", "--format", "json"),
          List.of("plan"),
          List.of("plan", "--format", "json"),
          List.of("--dry-run", "up", "-d"),
          List.of("--dry-run", "down"),
          List.of("ps"));

  private final Supplier<CommandTree> trees;

  /** Creates a warm-up; {@code trees} makes a tree anew for each command line. */
  WarmUp(Supplier<CommandTree> trees) {
    this.trees = trees;
  }

  /** Runs the commands with {@code options} before each and returns the highest exit code. */
  int run(List<String> options) {
    int highest = 0;
    for (List<String> command : COMMANDS) {
      List<String> words = new ArrayList<>(options);
      words.addAll(command);
      highest = Math.max(highest, trees.get().run(words));
    }
    return highest;
  }
}
