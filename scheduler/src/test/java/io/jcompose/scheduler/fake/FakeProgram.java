package io.jcompose.scheduler.fake;

import io.jcompose.model.value.Signal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** What a process of a {@link FakeRuntime} does. Must return at once; the process runs on. */
@FunctionalInterface
public interface FakeProgram {
  /** Begins: writes, reacts to signals, asks to be called later, or ends. */
  void begin(FakeProcess process);

  /** Runs until SIGTERM or SIGINT and then ends with 0. */
  static FakeProgram serve() {
    return process -> {
      process.onSignal(Signal.TERM, () -> process.exit(0));
      process.onSignal(Signal.INT, () -> process.exit(0));
    };
  }

  /** Runs until it is killed; as process 1 it need not heed any other signal. */
  static FakeProgram stubborn() {
    return process -> {};
  }

  /** Ends at once. */
  static FakeProgram exit(int code) {
    return process -> process.exit(code);
  }

  /** Serves, and ends by itself after some time. */
  static FakeProgram exitAfter(Duration time, int code) {
    return process -> {
      serve().begin(process);
      process.after(time, () -> process.exit(code));
    };
  }

  /** A health probe that fails {@code failures} times with some output, then succeeds for good. */
  static FakeProgram succeedAfter(int failures) {
    AtomicInteger runs = new AtomicInteger();
    return process -> {
      int run = runs.incrementAndGet();
      process.println("probe " + run);
      process.exit(run <= failures ? 1 : 0);
    };
  }
}
