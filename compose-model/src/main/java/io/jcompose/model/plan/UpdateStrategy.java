package io.jcompose.model.plan;

import io.jcompose.model.project.Deploy.UpdateConfig;
import io.jcompose.model.project.Deploy.UpdateConfig.FailureAction;
import io.jcompose.model.project.Deploy.UpdateConfig.Order;
import java.time.Duration;

/**
 * How the replicas of a service are replaced, with every gap filled: {@code deploy.update_config}
 * and {@code deploy.rollback_config}.
 *
 * @param asked whether the file asks for any of it. Where it does not, replicas are replaced
 *     together, the old ones stopped first, and a failure leaves the new ones as they are
 * @param parallelism how many at a time; 0 means all
 * @param delay between one such group and the next
 * @param monitor how long after its start a container's end counts as a failure of the update
 * @param failureAction what happens once more have failed than may
 * @param toleratedPercent how many of a hundred may fail
 * @see <a
 *     href="https://github.com/compose-spec/compose-spec/blob/main/deploy.md#update_config">update_config</a>
 */
public record UpdateStrategy(
    boolean asked,
    Order order,
    int parallelism,
    Duration delay,
    Duration monitor,
    FailureAction failureAction,
    int toleratedPercent) {
  private static final Duration MONITOR = Duration.ofSeconds(5); // as docker's

  /** What holds where the file says nothing. */
  public static final UpdateStrategy DEFAULT =
      new UpdateStrategy(
          false, Order.STOP_FIRST, 0, Duration.ZERO, MONITOR, FailureAction.CONTINUE, 0);

  /** Returns this strategy with another order. */
  public UpdateStrategy withOrder(Order changed) {
    return new UpdateStrategy(
        asked, changed, parallelism, delay, monitor, failureAction, toleratedPercent);
  }

  /** Returns what {@code config} asks for; its gaps are filled as docker fills them. */
  static UpdateStrategy of(UpdateConfig config) {
    return new UpdateStrategy(
        true,
        config.order().orElse(Order.STOP_FIRST),
        config.parallelism().orElse(1),
        config.delay().orElse(Duration.ZERO),
        config.monitor().filter(time -> !time.isZero()).orElse(MONITOR),
        config.failureAction().orElse(FailureAction.PAUSE),
        (int) Math.floor(config.maxFailureRatio().orElse(0) * 100));
  }
}
