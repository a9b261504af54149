package io.jcompose.runtime.linux.dns;

import java.time.Duration;
import java.util.List;

/**
 * Whom to ask, and how patiently.
 *
 * @param servers in the order they are asked
 * @param timeout how long each may take
 * @param attempts how often all of them are asked
 */
record Resolvers(List<Upstream> servers, Duration timeout, int attempts) {
  /**
   * Two seconds, so that the second server is asked before the client, which waits for five, asks
   * again.
   */
  static final Duration USUAL_TIMEOUT = Duration.ofSeconds(2);

  static final int USUAL_ATTEMPTS = 2;

  Resolvers {
    servers = List.copyOf(servers);
  }

  /** Returns these servers, asked as patiently as is usual. */
  static Resolvers of(List<Upstream> servers) {
    return new Resolvers(servers, USUAL_TIMEOUT, USUAL_ATTEMPTS);
  }
}
