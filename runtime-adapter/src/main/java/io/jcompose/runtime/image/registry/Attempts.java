package io.jcompose.runtime.image.registry;

import java.time.Duration;

/** The tries of one request: decides whether there is another one, and waits before it. */
final class Attempts {
  private final ClientSettings settings;
  private final Surroundings.Sleeper sleeper;
  private final String what;
  private int failed;

  Attempts(ClientSettings settings, Surroundings.Sleeper sleeper, String what) {
    this.settings = settings;
    this.sleeper = sleeper;
    this.what = what;
  }

  /** Forgets the failures so far: things went on since. */
  void progressed() {
    failed = 0;
  }

  /**
   * Returns when it is time for another try.
   *
   * @throws RegistryFailure the given one, if there shall be none
   */
  void failed(RegistryFailure failure) {
    failed++;
    if (!failure.isPassing()) {
      throw failure;
    }
    Duration pause = failure.retryAfter().orElseGet(this::pause);
    if (failed > settings.retries() || pause.compareTo(settings.longestRetryAfter()) > 0) {
      throw failed == 1 ? failure : failure.lastOf(failed);
    }
    try {
      sleeper.sleep(pause);
    } catch (InterruptedException e) {
      throw Transport.interrupted(what, e);
    }
  }

  private Duration pause() {
    Duration pause = settings.firstPause();
    for (int i = 1; i < failed && pause.compareTo(settings.longestPause()) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(settings.longestPause()) < 0 ? pause : settings.longestPause();
  }
}
