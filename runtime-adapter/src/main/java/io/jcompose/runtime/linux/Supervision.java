package io.jcompose.runtime.linux;

import io.jcompose.model.value.ContainerName;
import io.jcompose.runtime.linux.process.ContainerLauncher;
import io.jcompose.runtime.linux.process.RunningProcess;
import io.jcompose.runtime.linux.state.ContainerHome;
import io.jcompose.runtime.linux.state.RunRecord;
import io.jcompose.scheduler.runtime.ExitStatus;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The runs that this process watches: takes note of their ends. Safe to use from several threads.
 *
 * <p>At an end, and in this order: what is left of the container's processes is killed, the rest of
 * its output is taken in, its exit is recorded, and only then is whoever waits told. So who has
 * been told finds all lines in the log and the exit on disk.
 */
final class Supervision implements AutoCloseable {
  private static final int THREADS = 4;

  private final ContainerLauncher launcher;
  private final ContainerTerminals terminals;
  private final ContainerOutput output;
  private final Clock clock;
  private final Consumer<ContainerHome> ended;
  private final Consumer<String> warnings;
  private final Map<ContainerName, Run> runs = new ConcurrentHashMap<>();
  private final ExecutorService executor = executor();

  /**
   * Creates an empty one.
   *
   * @param ended told of each container whose end has been recorded
   */
  Supervision(
      ContainerLauncher launcher,
      ContainerTerminals terminals,
      ContainerOutput output,
      Clock clock,
      Consumer<ContainerHome> ended,
      Consumer<String> warnings) {
    this.launcher = launcher;
    this.terminals = terminals;
    this.output = output;
    this.clock = clock;
    this.ended = ended;
    this.warnings = warnings;
  }

  /**
   * A run under watch.
   *
   * @param exit completed once the end is recorded
   */
  record Run(RunningProcess process, CompletableFuture<ExitStatus> exit) {}

  private static ExecutorService executor() {
    var threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              var thread = new Thread(task, "container-exit");
              thread.setDaemon(true);
              return thread;
            });
    // none while nothing ends
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /** Watches a container's run from now on; one that is watched already is left alone. */
  Run watch(ContainerHome home, RunRecord record, RunningProcess process) {
    var fresh = new Run(process, new CompletableFuture<>());
    Run present = runs.putIfAbsent(home.name(), fresh);
    if (present != null) {
      return present;
    }
    process
        .exit()
        .whenComplete(
            (code, failure) ->
                inBackground(
                    () -> end(home, record, fresh, code == null ? ExitStatus.UNKNOWN : code)));
    return fresh;
  }

  private void inBackground(Runnable work) {
    try {
      executor.execute(work);
    } catch (RejectedExecutionException e) {
      // closed: the next process that adopts the project takes note
      warnings.accept("a container ended while jcompose was closing");
    }
  }

  private void end(ContainerHome home, RunRecord record, Run run, int code) {
    try {
      ExitStatus exit = tidyUp(home, record, code);
      runs.remove(home.name(), run);
      run.exit().complete(exit);
    } catch (RuntimeException e) {
      runs.remove(home.name(), run);
      run.exit().completeExceptionally(e);
      warnings.accept("the end of '" + home.name() + "' is not recorded: " + e.getMessage());
    }
  }

  /** Does all that is to be done at the end of a run that nobody watches any more, or ever did. */
  ExitStatus tidyUp(ContainerHome home, RunRecord record, int code) {
    try {
      launcher.cleanUp(home.project(), home.name());
    } catch (RuntimeFailure e) {
      // its end is known all the same, and the next start or removal tries again
      warnings.accept(e.getMessage());
    }
    terminals.finish(home.name());
    output.finish(home);
    var exit = new ExitStatus(code, clock.instant());
    home.save(record.ended(exit));
    ended.accept(home);
    return exit;
  }

  /** Returns the container's run, if this process watches one. */
  Optional<Run> run(ContainerName name) {
    return Optional.ofNullable(runs.get(name));
  }

  /** Stops watching; ends that are being recorded are recorded to the end. */
  @Override
  public void close() {
    executor.shutdown();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = executor.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
