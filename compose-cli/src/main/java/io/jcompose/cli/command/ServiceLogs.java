package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.output.LogPrinter;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.Logs;
import io.jcompose.scheduler.runtime.Logs.LogSelection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The logs of services as they go on: over restarts, with the containers that are made anew or
 * added, until none of them can write any more.
 */
final class ServiceLogs {
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(300);

  /**
   * Between the end of a container and the beginning of the one in its place, nothing of the
   * service runs.
   */
  private static final Duration UNTIL_OVER = Duration.ofSeconds(2);

  private final Logs logs;
  private final LogPrinter printer;
  private final Supplier<List<ContainerStatus>> containers;
  private final Supplier<Boolean> acting;

  /**
   * Creates it.
   *
   * @param containers lists the containers that are followed, as they are
   * @param acting asked when none of them runs: whether somebody is about to change that
   */
  ServiceLogs(
      Logs logs,
      LogPrinter printer,
      Supplier<List<ContainerStatus>> containers,
      Supplier<Boolean> acting) {
    this.logs = logs;
    this.printer = printer;
    this.containers = containers;
    this.acting = acting;
  }

  /** Makes containers known to a printer, so that all labels are of one width. */
  static void announce(LogPrinter printer, List<ContainerStatus> containers) {
    containers.forEach(
        container -> printer.announce(container.name(), LogLabels.of(container.spec().plan())));
  }

  /**
   * Follows the logs.
   *
   * @param first the containers that are there now
   * @param selection which of their lines are printed; of containers that come later the tail is
   *     not asked for
   * @param isOver tells whether nothing that is still to be written is wanted
   */
  ExitCode follow(List<ContainerStatus> first, LogSelection selection, Supplier<Boolean> isOver)
      throws InterruptedException {
    var later = new LogSelection(OptionalInt.empty(), selection.since(), selection.until());
    try (LogFollower follower = new LogFollower(logs, printer)) {
      first.forEach(container -> follower.follow(container.name(), container.id(), selection));
      List<ContainerStatus> present = first;
      long lastAlive = System.nanoTime();
      while (!follower.isOutputClosed()
          && !isOver.get()
          && System.nanoTime() - lastAlive < UNTIL_OVER.toNanos()) {
        long before = System.nanoTime();
        present = containers.get();
        follower.keepOnly(ids(present));
        announce(printer, present);
        present.forEach(container -> follower.follow(container.name(), container.id(), later));
        if (anyAlive(present) || acting.get()) {
          lastAlive = System.nanoTime();
        }
        // looking at the containers of a large project is no more than a small part of our work
        Thread.sleep(Math.max(SHORTEST_PAUSE.toMillis(), (System.nanoTime() - before) / 50_000));
      }
      return follower.isOutputClosed() ? ExitCode.OUTPUT_CLOSED : ExitCode.OK;
    }
  }

  private static Set<String> ids(Collection<ContainerStatus> containers) {
    return containers.stream().map(ContainerStatus::id).collect(Collectors.toSet());
  }

  /** Returns whether one of them runs, or will by itself. */
  static boolean anyAlive(List<ContainerStatus> containers) {
    return containers.stream()
        .anyMatch(container -> container.running() || container.notes().restarting());
  }
}
