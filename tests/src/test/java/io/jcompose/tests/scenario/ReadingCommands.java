package io.jcompose.tests.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The launcher for commands that read a Compose file and run nothing of it.
 *
 * @param scratch where state would be
 * @param token what {@code $STACK_TOKEN} is, which the stacks take as a secret
 */
public record ReadingCommands(Path scratch, String token) {
  /** Runs {@code jcompose -f FILE words…} in {@code folder}; returns what a success prints. */
  public String jcompose(Path folder, String file, List<String> words) {
    List<String> command =
        Stream.concat(
                Stream.of(Stack.HOME.resolve("jcompose").toString(), "-f", file), words.stream())
            .toList();
    Map<String, String> surroundings =
        Map.of(
            "JCOMPOSE_NO_BUILD",
            "1",
            "JCOMPOSE_STATE",
            scratch.resolve("state").toString(),
            "JCOMPOSE_RUN",
            scratch.resolve("run").toString(),
            "STACK_TOKEN",
            token);
    return Shell.run(folder, surroundings, command).succeeded();
  }
}
