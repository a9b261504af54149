package io.jcompose.cli;

import io.jcompose.cli.command.CommandTree;
import java.util.ArrayList;
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

  /**
   * Runs the commands and returns the highest exit code.
   *
   * @param words after the command's name; but for {@code acting} they are put before each command
   *     that only reads
   */
  int run(List<String> words) {
    List<String> options = words.stream().filter(word -> !word.equals(ACTING)).toList();
    int highest = run(options, READING_COMMANDS);
    return words.contains(ACTING) ? Math.max(highest, run(List.of(), ACTING_COMMANDS)) : highest;
  }

  private int run(List<String> options, List<List<String>> commands) {
    int highest = 0;
    for (List<String> command : commands) {
      List<String> words = new ArrayList<>(options);
      words.addAll(command);
      highest = Math.max(highest, trees.get().run(words));
    }
    return highest;
  }
}
