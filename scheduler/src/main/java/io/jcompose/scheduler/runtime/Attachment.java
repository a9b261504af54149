package io.jcompose.scheduler.runtime;

import io.jcompose.model.value.Signal;
import java.time.Duration;
import java.util.Optional;

/**
 * Somebody's streams joined to a container's own, for one run of it. Belongs to one thread, but for
 * {@link #signal}.
 */
public interface Attachment extends AutoCloseable {
  /** How it came to its end. */
  sealed interface End {
    /** The container's run ended, and all that it wrote was handed on. */
    record Exited(ExitStatus exit) implements End {}

    /** The keys to detach were read. */
    record Detached() implements End {}

    /** Nobody takes the output any more. */
    record Unheard() implements End {}
  }

  /**
   * Hands on what the container writes, as it comes, until there is an end or {@code patience} is
   * over; input is handed on at any time.
   *
   * <p>Output that nobody collects waits: the container's project must be {@linkplain
   * ContainerRuntime#adopt adopted} by some process. Interrupting the calling thread ends the wait
   * early with the interrupt flag set.
   *
   * @return empty if it goes on; call again then
   */
  Optional<End> await(Duration patience);

  /** Sends a signal to the container's process 1; without effect if it does not run. */
  void signal(Signal signal);

  /**
   * Lets go: a terminal is as it was before, and the container runs on. Input that was read and not
   * handed on yet is lost. A second call does nothing.
   */
  @Override
  void close();
}
