package io.jcompose.scheduler.runtime;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets every test that waits look at once, and then less and less often: most of what they wait for
 * is there within milliseconds. Found by JUnit itself, wherever this is on the class path.
 */
public final class PollingSoon implements BeforeAllCallback {
  private static final Duration FIRST = Duration.ofMillis(2);
  private static final Duration LAST = Duration.ofMillis(100);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultPollDelay(Duration.ZERO);
    Awaitility.setDefaultPollInterval(IterativePollInterval.iterative(PollingSoon::longer, FIRST));
  }

  private static Duration longer(Duration pause) {
    Duration next = pause.multipliedBy(5).dividedBy(4);
    return next.compareTo(LAST) < 0 ? next : LAST;
  }
}
