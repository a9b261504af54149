package io.jcompose.scheduler.ready;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.project.Hook;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.Containers;
import io.jcompose.scheduler.runtime.ExecSpec;
import java.io.InputStream;
import java.util.List;

/** Runs one hook in a container, on the calling thread, until it ends: there is no time limit. */
final class HookRun {
  private static final int KEPT_BYTES = 4096;
  private static final int SHOWN_LINES = 10;
  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;

  private final Containers containers;
  private final ContainerPlan container;
  private final HookMoment moment;
  private final Hook hook;

  HookRun(Containers containers, ContainerPlan container, HookMoment moment, Hook hook) {
    this.containers = containers;
    this.container = container;
    this.moment = moment;
    this.hook = hook;
  }

  /**
   * Runs it. Before a stop, a container that has ended meanwhile is a success: it needs no stop.
   *
   * @throws HookFailedException if it ends with anything but 0
   */
  void run() {
    List<String> command =
        hook.command()
            .filter(words -> !words.isEmpty())
            .orElseThrow(
                () ->
                    new HookFailedException(
                        "it has no command", "add the command to run", List.of()));
    if (isOver()) {
      return;
    }
    TailOutput output = new TailOutput(KEPT_BYTES);
    int code;
    try {
      code =
          containers.exec(
              container.name(),
              new ExecSpec(
                  command,
                  hook.environment().values(),
                  hook.user(),
                  hook.workingDirectory(),
                  new ExecSpec.Streams.Piped(InputStream.nullInputStream(), output, output),
                  hook.privileged()));
    } catch (RuntimeException e) {
      if (isOver()) {
        return;
      }
      throw e;
    }
    if (code != 0 && !isOver()) {
      List<String> lines = output.text().lines().toList();
      throw new HookFailedException(
          "'" + String.join(" ", command) + "' " + end(code),
          hint(),
          lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    }
  }

  private boolean isOver() {
    return moment == HookMoment.PRE_STOP
        && containers.find(container.name()).filter(ContainerStatus::running).isEmpty();
  }

  private static String end(int code) {
    return switch (code) {
      case NOT_FOUND -> "does not exist in the container";
      case NOT_EXECUTABLE -> "cannot be executed in the container";
      default -> "ended with code " + code;
    };
  }

  private String hint() {
    return switch (moment) {
      case POST_START ->
          "the container runs on; correct the hook, and 'jcompose restart "
              + container.service()
              + "' runs it again";
      case PRE_STOP -> "the container is stopped all the same; correct the hook for the next time";
    };
  }
}
