package io.jcompose.scheduler.fake;

import io.jcompose.model.value.ContainerName;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.Containers;
import io.jcompose.scheduler.runtime.ProcessStatus;
import io.jcompose.scheduler.runtime.ResourceUsage;
import io.jcompose.scheduler.runtime.Statistics;
import io.jcompose.scheduler.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Each running container of a {@link FakeRuntime} is one process that uses 1 MiB of 4 MiB, and half
 * a processor since its start.
 */
final class FakeStatistics implements Statistics {
  private static final long MEBIBYTE = 1 << 20;

  private final Containers containers;
  private final Timer timer;

  FakeStatistics(Containers containers, Timer timer) {
    this.containers = containers;
    this.timer = timer;
  }

  @Override
  public List<ProcessStatus> processes(ContainerName container) {
    return running(container).map(this::process).stream().toList();
  }

  private ProcessStatus process(ContainerStatus status) {
    return new ProcessStatus(
        "root",
        status.pid().orElseThrow(),
        1,
        started(status),
        Optional.empty(),
        processorTime(status),
        String.join(" ", status.spec().arguments()));
  }

  @Override
  public Optional<ResourceUsage> usage(ContainerName container) {
    return running(container)
        .map(
            status ->
                new ResourceUsage(
                    timer.now(),
                    processorTime(status),
                    MEBIBYTE,
                    4 * MEBIBYTE,
                    788,
                    1_500_000,
                    0,
                    4096,
                    1));
  }

  private Duration processorTime(ContainerStatus status) {
    return Duration.between(started(status), timer.now()).dividedBy(2);
  }

  private Instant started(ContainerStatus status) {
    return status.started().orElse(timer.now());
  }

  private Optional<ContainerStatus> running(ContainerName container) {
    return containers.find(container).filter(ContainerStatus::running);
  }
}
