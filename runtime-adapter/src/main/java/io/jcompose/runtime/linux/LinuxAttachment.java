package io.jcompose.runtime.linux;

import io.jcompose.model.project.ConsoleSettings;
import io.jcompose.model.value.Signal;
import io.jcompose.runtime.linux.attach.AttachedStreams;
import io.jcompose.runtime.linux.attach.InputRelay;
import io.jcompose.runtime.linux.logs.ContainerLog;
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
  private final ContainerLauncher launcher;
  private final AttachSpec spec;
  private final Consumer<Signal> signals;
  private final Clock clock;
  private final AttachedStreams streams;

  /** The run before the one that is meant; empty if there was none, or that one runs. */
  private final Optional<Instant> before;

  private Optional<Instant> run = Optional.empty();
  private Optional<LiveOutput> output = Optional.empty();
  private Optional<InputRelay> input = Optional.empty();
  private Optional<Fd> terminal = Optional.empty();

  /** Its pipe is at its end if nobody has it open when it starts. */
  private Optional<Fd> untilItRuns = Optional.empty();

  private long nextLook = System.nanoTime();
  private boolean closed;

  /**
   * Attaches.
   *
   * @param signals sends a signal to the container
   */
  LinuxAttachment(
      ContainerHome home,
      ContainerLauncher launcher,
      AttachSpec spec,
      Consumer<Signal> signals,
      Clock clock) {
    this.home = home;
    this.launcher = launcher;
    this.spec = spec;
    this.signals = signals;
    this.clock = clock;
    this.streams = AttachedStreams.of(spec.streams());
    Optional<RunRecord> last = home.run();
    Optional<RunRecord> present = last.filter(record -> record.exit().isEmpty());
    this.before = present.isPresent() ? Optional.empty() : last.map(RunRecord::started);
    // of one that is not there yet, all is wanted
    console().ifPresent(console -> output = Optional.of(log(console).live(true)));
    try {
      if (present.isPresent()) {
        join(present.get());
      } else if (spec.input()) {
        untilItRuns = Optional.of(new ContainerInput(home).openPipe());
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private Optional<ConsoleSettings> console() {
    return home.container().map(container -> container.spec().plan().console());
  }

  private ContainerLog log(ConsoleSettings console) {
    return ContainerOutput.log(home, console);
  }

  /** Joins our streams to those of the run that is meant. */
  private void join(RunRecord record) {
    run = Optional.of(record.started());
    ConsoleSettings console = console().orElse(ConsoleSettings.DEFAULT);
    if (output.isEmpty()) {
      output = Optional.of(log(console).live(false));
    }
    if (console.tty()) {
      terminal = launcher.terminal(home.project(), home.name());
      terminal.ifPresent(streams::passSizeTo); // before anything is typed
    }
    if (spec.input() && console.stdinOpen()) {
      // a copy: the relay closes its own whenever it ends
      input =
          (console.tty()
                  ? terminal.map(near -> Descriptors.duplicate(near, 0))
                  : Optional.of(new ContainerInput(home).openPipe()))
              .map(this::relayTo);
    }
    untilItRuns.ifPresent(Descriptors::close);
    untilItRuns = Optional.empty();
  }

  private InputRelay relayTo(Fd containersInput) {
    streams.begin(); // before a key is read
    return InputRelay.start(streams.input(), containersInput, spec.detachKeys());
  }

  @Override
  public Optional<End> await(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    Duration pause = SHORTEST_PAUSE;
    try {
      while (true) {
        if (move()) {
          pause = SHORTEST_PAUSE;
        }
        if (input.filter(InputRelay::isDetached).isPresent()) {
          return Optional.of(new End.Detached());
        }
        if (System.nanoTime() - nextLook >= 0) {
          nextLook = System.nanoTime() + BETWEEN_LOOKS.toNanos();
          Optional<ExitStatus> exit = look();
          if (exit.isPresent()) {
            move(); // its end is recorded once all output has arrived
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

  private boolean move() throws IOException {
    return output.isPresent() && output.get().moveTo(streams::take);
  }

  /** Looks at what may have changed; returns how the run ended, if it has. */
  private Optional<ExitStatus> look() {
    Optional<RunRecord> now = home.run();
    if (run.isEmpty()) {
      now.filter(record -> !before.equals(Optional.of(record.started()))).ifPresent(this::join);
      if (run.isEmpty()) {
        return Optional.empty();
      }
    }
    terminal.ifPresent(streams::passSizeTo);
    if (now.isEmpty() || !run.equals(now.map(RunRecord::started))) {
      return Optional.of(new ExitStatus(ExitStatus.UNKNOWN, clock.instant()));
    }
    return now.flatMap(RunRecord::exit);
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
      output.ifPresent(LiveOutput::close);
      terminal.ifPresent(Descriptors::close);
      untilItRuns.ifPresent(Descriptors::close);
    }
  }
}
