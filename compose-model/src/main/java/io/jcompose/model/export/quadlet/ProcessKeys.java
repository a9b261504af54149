package io.jcompose.model.export.quadlet;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.project.ProcessSettings;
import java.util.List;
import java.util.stream.Collectors;

/** What is run, as whom, where, and how it is asked to end. */
final class ProcessKeys {
  private final ContainerPlan container;
  private final Draft draft;

  ProcessKeys(ContainerPlan container, Draft draft) {
    this.container = container;
    this.draft = draft;
  }

  void add() {
    ProcessSettings process = container.process();
    process.entrypoint().ifPresent(this::entrypoint);
    process
        .command()
        .filter(words -> !words.isEmpty())
        .ifPresent(
            words ->
                draft
                    .main()
                    .set("Exec", words.stream().map(this::word).collect(Collectors.joining(" "))));
    process.user().ifPresent(user -> draft.line("User", user, "user"));
    process.workingDirectory().ifPresent(path -> draft.line("WorkingDir", path, "working_dir"));
    if (process.init()) {
      draft.plain("RunInit", "true");
    }
    if (container.console().tty()) {
      draft.podman("tty");
    }
    if (container.console().stdinOpen()) {
      draft.podman("interactive");
    }
    process.stopSignal().ifPresent(signal -> draft.plain("StopSignal", signal.toString()));
    if (!process.stopGracePeriod().equals(ProcessSettings.DEFAULT_STOP_GRACE_PERIOD)) {
      draft.plain("StopTimeout", Long.toString(Times.seconds(process.stopGracePeriod())));
    }
  }

  /** An empty one drops the image's, and its command with it: podman is told of one empty word. */
  private void entrypoint(List<String> words) {
    draft.main().set("Entrypoint", QuadletText.json(words.isEmpty() ? List.of("") : words));
  }

  /**
   * Two words get lost between Quadlet and systemd: at an empty one Quadlet stops reading, and for
   * one that is a semicolon it leaves out the quotes, so that the command would end there.
   */
  private String word(String text) {
    if (text.isEmpty()) {
      draft.variable("EMPTY", "");
      return "${EMPTY}";
    }
    if (text.equals(";")) {
      draft.variable("SEMICOLON", ";");
      return "${SEMICOLON}";
    }
    return QuadletText.word(text);
  }
}
