package io.jcompose.runtime.linux;

import io.jcompose.model.value.Signal;
import io.jcompose.runtime.linux.attach.AttachedStreams;
import io.jcompose.runtime.linux.attach.InputRelay;
import io.jcompose.runtime.linux.logs.LiveOutput;
import io.jcompose.runtime.linux.process.ContainerLauncher;
import io.jcompose.runtime.linux.state.ContainerHome;
import io.jcompose.runtime.linux.state.RunRecord;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.scheduler.runtime.AttachSpec;
import io.jcompose.scheduler.runtime.Attachment;
import io.jcompose.scheduler.runtime.ExitStatus;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * An attachment that needs no supervisor's help: output comes from the log, input goes into the
 * container's own pipe or terminal, and the end is read from the container's record.
 */
final class LinuxAttachment implements Attachment {
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(16);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final ContainerHome home;
  private final ContainerInput containersInput;
  private final ContainerLauncher launcher;
  private final AttachSpec spec;
  private final Consumer<Signal> signals;
  private final Clock clock;
  private final AttachedStreams streams;
  private final LiveOutput output;

  /** The run before the one that is meant; empty if that one runs, or there was none. */
  private final Optional<Instant> before;

  private Optional<Instant> run;
  private Optional<InputRelay> input = Optional.empty();
  private Optional<Fd> terminal = Optional.empty();

  /** What is given to a pipe that nobody has open is lost: open until the container has it. */
  private Optional<Fd> untilItRuns = Optional.empty();

  private long nextLook = System.nanoTime();
  private boolean closed;

  /**
   * Attaches.
   *
   * @param running whether what counts is the present run, not the next one
   * @param signals sends a signal to the container
   */
  LinuxAttachment(
      ContainerInput containersInput,
      LiveOutput output,
      ContainerLauncher launcher,
      AttachSpec spec,
      boolean running,
      Consumer<Signal> signals,
      Clock clock) {
    this.home = containersInput.home();
    this.containersInput = containersInput;
    this.output = output;
    this.launcher = launcher;
    this.spec = spec;
    this.signals = signals;
    this.clock = clock;
    this.streams = AttachedStreams.of(spec.streams());
    Optional<Instant> last = home.run().map(RunRecord::started);
    this.run = running ? last : Optional.empty();
    this.before = running ? Optional.empty() : last;
    if (!running && !containersInput.console().tty()) {
      untilItRuns = containersInput.open(launcher);
    }
    if (running || !containersInput.console().tty()) {
      join(); // before it runs: an input that nobody gives is at its end at once
    }
  }

  /** Joins our input, and our terminal, to the container's, as far as there are such. */
  private void join() {
    if (containersInput.console().tty() && terminal.isEmpty()) {
      terminal = launcher.terminal(home.project(), home.name());
    }
    if (spec.input() && input.isEmpty()) {
      input =
          containersInput
              .open(launcher)
              .map(to -> InputRelay.start(streams.input(), to, spec.detachKeys()));
      input.ifPresent(joined -> streams.begin());
    }
  }

  @Override
  public Optional<End> await(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    Duration pause = SHORTEST_PAUSE;
    try {
      while (true) {
        if (output.moveTo(streams::take)) {
          pause = SHORTEST_PAUSE;
        }
        if (input.filter(InputRelay::isDetached).isPresent()) {
          return Optional.of(new End.Detached());
        }
        if (System.nanoTime() - nextLook >= 0) {
          nextLook = System.nanoTime() + BETWEEN_LOOKS.toNanos();
          Optional<ExitStatus> exit = look();
          if (exit.isPresent()) {
            output.moveTo(streams::take); // its end is recorded once all output has arrived
            return exit.map(End.Exited::new);
          }
        }
        if (!pause(pause, deadline)) {
          return Optional.empty();
        }
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
      }
    } catch (IOException e) {
      return Optional.of(new End.Unheard());
    }
  }

  /** Looks at what may have changed; returns how the run ended, if it has. */
  private Optional<ExitStatus> look() {
    terminal.ifPresent(streams::passSizeTo);
    Optional<RunRecord> now = home.run();
    if (run.isEmpty()) {
      run = now.map(RunRecord::started).filter(started -> !before.equals(Optional.of(started)));
      if (run.isEmpty()) {
        return Optional.empty();
      }
      join();
      letGo();
    }
    if (now.isEmpty() || !run.equals(now.map(RunRecord::started))) {
      return Optional.of(new ExitStatus(ExitStatus.UNKNOWN, clock.instant()));
    }
    return now.flatMap(RunRecord::exit);
  }

  private void letGo() {
    untilItRuns.ifPresent(Descriptors::close);
    untilItRuns = Optional.empty();
  }

  private static boolean pause(Duration pause, long deadline) {
    long left = deadline - System.nanoTime();
    if (left <= 0 || Thread.currentThread().isInterrupted()) {
      return false;
    }
    try {
      TimeUnit.NANOSECONDS.sleep(Math.min(left, pause.toNanos()));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void signal(Signal signal) {
    signals.accept(signal);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      streams.close();
      output.close();
      terminal.ifPresent(Descriptors::close);
      letGo();
    }
  }
}
