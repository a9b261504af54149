package io.jcompose.cli.supervisor;

import io.jcompose.model.plan.PlanJson;
import io.jcompose.model.value.ProjectName;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts a supervisor as another process of this program, in a session of its own, so that a Ctrl-C
 * meant for us does not reach it.
 */
public final class ProcessStarter implements SupervisorStarter {
  /** Where this process tells how far it is; another is none of the listener's concern. */
  private static final String NOTIFY_SOCKET = "NOTIFY_SOCKET";

  private final List<String> program;
  private final Path root;

  /**
   * Creates a starter.
   *
   * @param program the words that start this program, with absolute paths; the command's own words
   *     are put after them
   * @param root the root directory, where a supervisor works, so that it keeps no other in use
   */
  public ProcessStarter(List<String> program, Path root) {
    this.program = List.copyOf(program);
    this.root = root;
  }

  @Override
  public void start(ProjectName project) {
    List<String> words = new ArrayList<>();
    words.add("setsid");
    words.addAll(program);
    words.addAll(List.of("--project-name", project.value(), "supervise"));
    try {
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .directory(root.toFile())
              .redirectInput(new File(root.toFile(), "dev/null"))
              .redirectErrorStream(true);
      builder.environment().remove(NOTIFY_SOCKET);
      Process process = builder.start();
      check(project, process);
    } catch (IOException e) {
      throw new SupervisorFailure(
          "cannot start a supervisor for project '" + project + "': " + e.getMessage(),
          "check that 'setsid' (package util-linux) is installed",
          e);
    }
  }

  private static void check(ProjectName project, Process process) throws IOException {
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      String first = said.readLine();
      if (first == null || first.equals(SupervisorReport.READY)) {
        return; // it ended without a word: another process is the supervisor
      }
      throw refusal(project, first, said);
    }
  }

  private static SupervisorFailure refusal(ProjectName project, String first, BufferedReader said) {
    if (first.startsWith("{")) {
      Message.Refused refused = new PlanJson().read(first, Message.Refused.class);
      return new SupervisorFailure(refused.message(), refused.hint());
    }
    return new SupervisorFailure(
        "the supervisor of project '"
            + project
            + "' did not start: "
            + first
            + said.lines().map(line -> "\n" + line).limit(40).reduce("", String::concat),
        "run 'jcompose -p " + project + " supervise' to see it fail");
  }
}
