package io.jcompose.cli;

import io.jcompose.cli.command.CommandTree;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code jcompose warm-up [acting]}, which only the launcher says: runs commands so that its
 * archive holds what these and most others need. Without the second word they change nothing; with
 * it real containers are started, which the launcher does only in namespaces that it has made for
 * them.
 */
final class WarmUp {
  static final String NAME = "warm-up";
  private static final String ACTING = "acting";

  private static final List<List<String>> READING_COMMANDS =
      List.of(
          List.of("version"),
          List.of("--profile", "all", "config"),
          List.of("--profile", "all", "config", "--format", "json"),
          List.of("plan"),
          List.of("plan", "--format", "json"),
          List.of("--dry-run", "up", "-d"),
          List.of("--dry-run", "down"),
          List.of("ps"));

  // in the foreground, as another process's classes would not be seen
  private static final List<List<String>> ACTING_COMMANDS =
      List.of(
          List.of("-f", "acting.yaml", "up"),
          List.of("-f", "acting.yaml", "up", "--force-recreate"),
          List.of("-f", "acting.yaml", "ps"),
          List.of("-f", "acting.yaml", "down", "-v"));

  private final Supplier<CommandTree> trees;

  /** Creates a warm-up; {@code trees} makes a tree anew for each command line. */
  WarmUp(Supplier<CommandTree> trees) {
    this.trees = trees;
  }

  /** Returns whether a command line asks for a warm-up. */
  static boolean isMeantBy(List<String> words) {
    return !words.isEmpty() && words.get(0).equals(NAME);
  }

  /** Runs the commands and returns the highest exit code. */
  int run(List<String> words) {
    int highest = run(trees, READING_COMMANDS);
    return words.contains(ACTING) ? Math.max(highest, run(trees, ACTING_COMMANDS)) : highest;
  }

  private static int run(Supplier<CommandTree> trees, List<List<String>> commands) {
    return commands.stream().mapToInt(words -> trees.get().run(words)).max().orElse(0);
  }
}
