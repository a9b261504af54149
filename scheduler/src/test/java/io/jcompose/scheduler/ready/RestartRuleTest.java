package io.jcompose.scheduler.ready;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.model.project.RestartPolicy.Kind;
import io.jcompose.scheduler.runtime.ContainerNotes;
import io.jcompose.scheduler.runtime.ExitStatus;
import io.jcompose.scheduler.runtime.Plans;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RestartRuleTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  @Test
  void theDefaultIsToLeaveItAsItIs() {
    assertThat(wants(RestartPolicy.NO, 1, ContainerNotes.NONE)).isFalse();
  }

  @Test
  void alwaysAndUnlessStoppedDoNotMindTheCode() {
    assertThat(wants(policy(Kind.ALWAYS, 0), 0, ContainerNotes.NONE)).isTrue();
    assertThat(wants(policy(Kind.UNLESS_STOPPED, 0), 0, ContainerNotes.NONE)).isTrue();
  }

  @Test
  void onFailureMindsTheCode() {
    assertThat(wants(policy(Kind.ON_FAILURE, 0), 0, ContainerNotes.NONE)).isFalse();
    assertThat(wants(policy(Kind.ON_FAILURE, 0), 1, attempts(99))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "NO")
  void everyKindCountsItsAttempts(Kind kind) {
    assertThat(wants(policy(kind, 2), 1, attempts(1))).isTrue();
    assertThat(wants(policy(kind, 2), 1, attempts(2))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, false", "29999, false", "30000, true", "60000, true"})
  void aRunAsLongAsTheWindowForgetsTheAttemptsBeforeIt(long ranForMillis, boolean wanted) {
    RestartPolicy policy =
        new RestartPolicy(Kind.ALWAYS, 2, Optional.empty(), Optional.of(Duration.ofSeconds(30)));

    assertThat(wants(policy, 1, Duration.ofMillis(ranForMillis), attempts(2))).isEqualTo(wanted);
  }

  @Test
  void withoutAWindowAttemptsAreCountedHoweverLongTheRunsAre() {
    assertThat(wants(policy(Kind.ALWAYS, 2), 1, Duration.ofDays(1), attempts(2))).isFalse();
  }

  @Test
  void whatTheUserStoppedStaysStopped() {
    ContainerNotes stopped = ContainerNotes.NONE.withStoppedByUser(true);

    assertThat(wants(policy(Kind.ALWAYS, 0), 1, stopped)).isFalse();
  }

  @Test
  void pausesDoubleUpToAMinuteAndBeginAnewAfterTenSecondsOfService() {
    RestartPolicy always = policy(Kind.ALWAYS, 0);
    List<Long> pauses = new ArrayList<>();
    RestartBackoff backoff = RestartBackoff.NONE;
    for (int i = 0; i < 12; i++) {
      backoff = backoff.next(always, MOMENT);
      pauses.add(backoff.delay().toMillis());
    }

    assertThat(pauses)
        .containsExactly(
            100L, 200L, 400L, 800L, 1600L, 3200L, 6400L, 12800L, 25600L, 51200L, 60000L, 60000L);
    assertThat(backoff.next(always, Duration.ofSeconds(10)).delay())
        .isEqualTo(Duration.ofMillis(100));
  }

  private static boolean wants(RestartPolicy policy, int code, ContainerNotes notes) {
    return wants(policy, code, MOMENT, notes);
  }

  private static boolean wants(
      RestartPolicy policy, int code, Duration ranFor, ContainerNotes notes) {
    ContainerPlan plan = Plans.service("web").restart(policy).build();
    return RestartRule.wants(plan, new ExitStatus(code, Instant.EPOCH), ranFor, notes);
  }

  private static ContainerNotes attempts(int inARow) {
    return ContainerNotes.NONE.withRestarts(inARow, inARow);
  }

  private static RestartPolicy policy(Kind kind, int attempts) {
    return new RestartPolicy(kind, attempts);
  }
}
