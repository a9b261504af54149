package io.jcompose.cli.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.PullPolicy;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.Images.Image;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeededImageTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final ImageReference DB = new ImageReference("db:1");

  private static NeededImage needed(String policy, String service) {
    return new NeededImage(
        DB, Optional.empty(), PullPolicy.parse(policy), Set.of(new ServiceName(service)));
  }

  private static Optional<Image> fetched(Optional<Instant> pulled) {
    return Optional.of(
        new Image(
            "sha256:1",
            Optional.empty(),
            List.of(DB),
            0,
            Instant.EPOCH,
            pulled,
            ImageConfig.EMPTY));
  }

  @ParameterizedTest
  @CsvSource({
    // policy, if it is not here, if it is here but was never fetched
    "always, true, true",
    "refresh, true, true",
    "missing, true, false",
    "if_not_present, true, false",
    "never, false, false",
    "build, false, false",
    "daily, true, true",
    "weekly, true, true",
    "every_12h, true, true",
  })
  void thePolicySaysWhetherAnImageIsFetched(String policy, boolean ifMissing, boolean ifHere) {
    assertThat(needed(policy, "db").isDue(Optional.empty(), NOON)).isEqualTo(ifMissing);
    assertThat(needed(policy, "db").isDue(fetched(Optional.empty()), NOON)).isEqualTo(ifHere);
  }

  @ParameterizedTest
  @CsvSource({
    "daily, PT23H59M, false",
    "daily, PT24H, false",
    "daily, PT24H0.001S, true",
    "weekly, P6D, false",
    "weekly, P8D, true",
    "every_12h, PT11H, false",
    "every_12h, PT13H, true",
    "missing, P999D, false",
    "never, P999D, false",
    "always, PT0S, true",
  })
  void theLastFetchMayBeTooLongAgo(String policy, Duration ago, boolean due) {
    Optional<Image> here = fetched(Optional.of(NOON.minus(ago)));

    assertThat(needed(policy, "db").isDue(here, NOON)).isEqualTo(due);
  }

  @Test
  void anImageFetchedInTheFutureIsNotTooOld() {
    assertThat(needed("daily", "db").isDue(fetched(Optional.of(NOON.plusSeconds(60))), NOON))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "never, missing, missing",
    "missing, daily, daily",
    "daily, always, always",
    "weekly, daily, daily",
    "always, refresh, always",
  })
  void whatTwoServicesNeedIsFetchedWhenEitherWantsIt(String one, String other, String eager) {
    NeededImage both = needed(one, "web").and(needed(other, "db"));

    assertThat(both.policy()).isEqualTo(PullPolicy.parse(eager));
    assertThat(needed(other, "db").and(needed(one, "web")).isDue(Optional.empty(), NOON))
        .isEqualTo(both.isDue(Optional.empty(), NOON));
    assertThat(both.services())
        .containsExactlyInAnyOrder(new ServiceName("web"), new ServiceName("db"));
  }
}
