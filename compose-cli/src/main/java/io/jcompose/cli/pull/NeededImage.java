package io.jcompose.cli.pull;

import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.PullPolicy;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.Images.Image;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An image that services need.
 *
 * @param platform {@code platform:} as {@code os[/arch[/variant]]}; empty means the host's
 * @param policy when it is fetched
 * @param services those that need it
 */
public record NeededImage(
    ImageReference image, Optional<String> platform, PullPolicy policy, Set<ServiceName> services) {

  private static final String MISSING = "it is not on this host";

  /** Those that fetch more often come last. */
  private static final Comparator<PullPolicy> EAGER =
      Comparator.comparingInt(NeededImage::eagerness)
          .thenComparing(
              policy -> policy.maxAge().orElse(Duration.ZERO), Comparator.reverseOrder());

  public NeededImage {
    services = Set.copyOf(services);
  }

  /**
   * Returns whether it is to be fetched.
   *
   * @param here the image that its name means on this host
   */
  public boolean isDue(Optional<Image> here, Instant now) {
    return whyDue(here, now).isPresent();
  }

  /**
   * Returns why it is to be fetched, as a clause; empty if it is not.
   *
   * @param here the image that its name means on this host
   */
  public Optional<String> whyDue(Optional<Image> here, Instant now) {
    return switch (policy.kind()) {
      case ALWAYS, REFRESH ->
          Optional.of(here.isEmpty() ? MISSING : "its policy is to pull it each time");
      case NEVER, BUILD -> Optional.empty();
      case MISSING -> here.isEmpty() ? Optional.of(MISSING) : Optional.empty();
      case WHEN_OLDER -> here.isEmpty() ? Optional.of(MISSING) : whyTooOld(here.get(), now);
    };
  }

  private Optional<String> whyTooOld(Image here, Instant now) {
    if (here.pulled().isEmpty()) {
      return Optional.of("its policy is to pull it now and then, and it never was");
    }
    Instant pulled = here.pulled().get();
    return pulled.plus(policy.maxAge().orElseThrow()).isBefore(now)
        ? Optional.of("its policy is to pull it now and then, and it last was at " + pulled)
        : Optional.empty();
  }

  /** Returns the image for the services of both, fetched when either wants it. */
  NeededImage and(NeededImage other) {
    Set<ServiceName> both = new TreeSet<>(services);
    both.addAll(other.services);
    return new NeededImage(
        image, platform, Collections.max(List.of(policy, other.policy), EAGER), both);
  }

  private static int eagerness(PullPolicy policy) {
    return switch (policy.kind()) {
      case ALWAYS, REFRESH -> 3;
      case WHEN_OLDER -> 2;
      case MISSING -> 1;
      case NEVER, BUILD -> 0;
    };
  }
}
