package io.jcompose.model.plan;

import java.time.Duration;
import java.util.List;

/**
 * A health check with every gap filled.
 *
 * @param arguments what is run in the container; 0 means healthy
 * @param interval from the end of one probe to the start of the next
 * @param timeout after which a probe has failed
 * @param startPeriod while it lasts, failures do not count
 * @param startInterval the interval while the start period lasts
 * @param retries failures in a row that make the container unhealthy
 */
public record HealthProbe(
    List<String> arguments,
    Duration interval,
    Duration timeout,
    Duration startPeriod,
    Duration startInterval,
    int retries) {
  public HealthProbe {
    arguments = List.copyOf(arguments);
  }
}
