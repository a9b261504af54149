package io.jcompose.scheduler.ready;

import io.jcompose.model.error.JcomposeException;
import io.jcompose.model.plan.HealthProbe;
import io.jcompose.model.value.ContainerName;
import io.jcompose.scheduler.runtime.Containers;
import io.jcompose.scheduler.runtime.ExecSpec;
import io.jcompose.scheduler.time.Timer;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** Runs one probe on the calling thread, for no longer than its timeout. */
final class Prober {
  private static final int KEPT_BYTES = 4096; // as much as docker keeps
  private final Containers containers;
  private final Timer timer;

  /** Stands for the exit code of a probe that has none: it took too long, or could not be run. */
  private static final int NO_CODE = -1; // as docker has it

  /**
   * What a probe said.
   *
   * @param exitCode 0 is good; -1 if it took too long or could not be run
   * @param output the end of what it wrote
   */
  record Result(int exitCode, String output) {
    boolean success() {
      return exitCode == 0;
    }
  }

  Prober(Containers containers, Timer timer) {
    this.containers = containers;
    this.timer = timer;
  }

  Result probe(ContainerName container, HealthProbe probe) {
    TailOutput output = new TailOutput(KEPT_BYTES);
    ExecSpec spec =
        new ExecSpec(
            probe.arguments(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            new ExecSpec.Streams.Piped(InputStream.nullInputStream(), output, output));
    Deadline deadline = new Deadline(Thread.currentThread());
    Timer.Alarm alarm = timer.after(probe.timeout(), deadline::expire);
    try {
      int code = containers.exec(container, spec);
      return deadline.finish() ? tooLate(probe, output) : new Result(code, output.text());
    } catch (RuntimeException e) {
      // a bug too: who waits for the container's health would else wait for ever
      return deadline.finish() ? tooLate(probe, output) : new Result(NO_CODE, describe(e));
    } finally {
      alarm.cancel();
    }
  }

  private static String describe(RuntimeException failure) {
    return failure instanceof JcomposeException
        ? String.valueOf(failure.getMessage())
        : failure.toString();
  }

  private static Result tooLate(HealthProbe probe, TailOutput output) {
    String message = "health check did not end within " + probe.timeout().toMillis() + " ms";
    String text = output.text();
    return new Result(NO_CODE, text.isEmpty() ? message : message + ": " + text);
  }

  /** Interrupts the probing thread, but never once it does something else. */
  private static final class Deadline {
    private final Thread thread;
    private boolean expired;
    private boolean finished;

    Deadline(Thread thread) {
      this.thread = thread;
    }

    synchronized void expire() {
      if (!finished) {
        expired = true;
        thread.interrupt();
      }
    }

    /** Returns whether the time was up before this call, and takes the interruption back then. */
    synchronized boolean finish() {
      if (!finished && expired) {
        boolean unused = Thread.interrupted();
      }
      finished = true;
      return expired;
    }
  }
}
