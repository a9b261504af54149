package io.jcompose.scheduler.ready;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.project.RestartPolicy;
import io.jcompose.scheduler.runtime.ContainerNotes;
import io.jcompose.scheduler.runtime.ExitStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartRuleTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  @Test
  void theDefaultIsToLeaveItAsItIs() {
    assertThat(wants(RestartPolicy.NO, 1, ContainerNotes.NONE)).isFalse();
  }

  @Test
  void alwaysAndUnlessStoppedDoNotMindTheCode() {
    assertThat(wants(policy(RestartPolicy.Kind.ALWAYS, 0), 0, ContainerNotes.NONE)).isTrue();
    assertThat(wants(policy(RestartPolicy.Kind.UNLESS_STOPPED, 0), 0, ContainerNotes.NONE))
        .isTrue();
  }

  @Test
  void onFailureMindsTheCodeAndCounts() {
    RestartPolicy twice = policy(RestartPolicy.Kind.ON_FAILURE, 2);

    assertThat(wants(twice, 0, ContainerNotes.NONE)).isFalse();
    assertThat(wants(twice, 1, ContainerNotes.NONE.withRestarts(1, false))).isTrue();
    assertThat(wants(twice, 1, ContainerNotes.NONE.withRestarts(2, false))).isFalse();
    assertThat(
            wants(
                policy(RestartPolicy.Kind.ON_FAILURE, 0),
                1,
                ContainerNotes.NONE.withRestarts(99, false)))
        .isTrue();
  }

  @Test
  void whatTheUserStoppedStaysStopped() {
    ContainerNotes stopped = ContainerNotes.NONE.withStoppedByUser(true);

    assertThat(wants(policy(RestartPolicy.Kind.ALWAYS, 0), 1, stopped)).isFalse();
  }

  @Test
  void pausesDoubleUpToAMinuteAndBeginAnewAfterTenSecondsOfService() {
    List<Long> pauses = new ArrayList<>();
    RestartBackoff backoff = RestartBackoff.NONE;
    for (int i = 0; i < 12; i++) {
      backoff = backoff.next(MOMENT);
      pauses.add(backoff.delay().toMillis());
    }

    assertThat(pauses)
        .containsExactly(
            100L, 200L, 400L, 800L, 1600L, 3200L, 6400L, 12800L, 25600L, 51200L, 60000L, 60000L);
    assertThat(backoff.next(Duration.ofSeconds(10)).delay()).isEqualTo(Duration.ofMillis(100));
  }

  private static boolean wants(RestartPolicy policy, int code, ContainerNotes notes) {
    return RestartRule.wants(policy, new ExitStatus(code, Instant.EPOCH), notes);
  }

  private static RestartPolicy policy(RestartPolicy.Kind kind, int attempts) {
    return new RestartPolicy(kind, attempts);
  }
}
