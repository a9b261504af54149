package io.jcompose.runtime.image.registry;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a {@link RegistryClient} takes from its surroundings; a test hands in another.
 *
 * @param environment where {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} are looked
 *     up, in capitals first
 * @param clock tells when tokens run out
 * @param sleeper waits between two tries
 */
public record Surroundings(Map<String, String> environment, Clock clock, Sleeper sleeper) {
  /** Lets time pass. */
  @FunctionalInterface
  public interface Sleeper {
    /** Returns after {@code pause}. */
    void sleep(Duration pause) throws InterruptedException;
  }

  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** Returns surroundings whose sleeper really sleeps. */
  public static Surroundings of(Map<String, String> environment, Clock clock) {
    return new Surroundings(
        environment, clock, pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos()));
  }

  /** Says no value of a variable: these are often secrets. */
  @Override
  public String toString() {
    return "Surroundings[" + clock + "]";
  }
}
