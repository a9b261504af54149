package io.jcompose.runtime.image.registry;

import java.time.Duration;

/**
 * How patient a {@link RegistryClient} is, and how much it takes in.
 *
 * @param retries further tries after one that failed for a reason that may pass; 0 for none
 * @param firstPause before the first of them; each further pause is twice as long
 * @param longestPause what pauses grow to
 * @param longestRetryAfter the longest pause a registry may ask for; one that asks for more has
 *     failed
 * @param connectTimeout for a connection to come about
 * @param idleTimeout for the next byte to come or go, on a connection that is there
 * @param documentBytes of one manifest or other document
 * @param chunkBytes of one part of an upload, where a registry takes no blob as a whole
 */
public record ClientSettings(
    int retries,
    Duration firstPause,
    Duration longestPause,
    Duration longestRetryAfter,
    Duration connectTimeout,
    Duration idleTimeout,
    int documentBytes,
    long chunkBytes) {
  private static final int MIB = 1024 * 1024;

  /** What holds unless somebody says otherwise. */
  public static final ClientSettings DEFAULT =
      new ClientSettings(
          5,
          Duration.ofMillis(500),
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          4 * MIB,
          32 * MIB);

  public ClientSettings {
    if (retries < 0 || documentBytes <= 0 || chunkBytes <= 0) {
      throw new IllegalArgumentException("a limit below its least value");
    }
  }

  /** Returns these settings with another number of retries. */
  public ClientSettings withRetries(int changed) {
    return new ClientSettings(
        changed,
        firstPause,
        longestPause,
        longestRetryAfter,
        connectTimeout,
        idleTimeout,
        documentBytes,
        chunkBytes);
  }

  /** Returns these settings with another patience for the next byte. */
  public ClientSettings withIdleTimeout(Duration changed) {
    return new ClientSettings(
        retries,
        firstPause,
        longestPause,
        longestRetryAfter,
        connectTimeout,
        changed,
        documentBytes,
        chunkBytes);
  }

  /** Returns these settings with another size of the parts of an upload. */
  public ClientSettings withChunkBytes(long changed) {
    return new ClientSettings(
        retries,
        firstPause,
        longestPause,
        longestRetryAfter,
        connectTimeout,
        idleTimeout,
        documentBytes,
        changed);
  }
}
