package io.jcompose.model.project;

import io.jcompose.model.value.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is run in a container, and how it is asked to end.
 *
 * @param entrypoint {@code entrypoint:}; empty means the image's, a list without elements none. A
 *     given entrypoint drops the image's command too
 * @param command {@code command:}; empty means the image's
 * @param user {@code user:} as written ({@code name}, {@code uid}, {@code user:group}); empty means
 *     the image's
 * @param workingDirectory {@code working_dir:}; empty means the image's
 * @param init whether a reaper is to be process 1
 * @param stopSignal {@code stop_signal:}; empty means the image's, else SIGTERM
 * @param stopGracePeriod time between the stop signal and SIGKILL
 */
public record ProcessSettings(
    Optional<List<String>> entrypoint,
    Optional<List<String>> command,
    Environment environment,
    Optional<String> user,
    Optional<String> workingDirectory,
    boolean init,
    Optional<Signal> stopSignal,
    Duration stopGracePeriod) {
  /** What Compose waits when {@code stop_grace_period:} is not given. */
  public static final Duration DEFAULT_STOP_GRACE_PERIOD = Duration.ofSeconds(10);

  public ProcessSettings {
    entrypoint = entrypoint.map(List::copyOf);
    command = command.map(List::copyOf);
  }
}
