package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which services count, by their profiles. */
@Privileged
class ProfileScenarioTest {
  private static final String TEXT =
      """
      services:
        plain: {image: "rootfs:/", command: sleep 1000, stop_grace_period: 0s}
        night:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
          profiles: [late]
        owl:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
          profiles: [late]
        day:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
          profiles: [early]
      """;

  @Test
  void withoutAProfileOnlyPlainServicesMustStart() {
    try (Stack stack = Stack.of("profiles", TEXT)) {
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.states()).containsOnlyKeys("profiles-plain-1");
    }
  }

  @Test
  void aProfileMustAddItsServicesToThePlainOnes() {
    try (Stack stack = Stack.of("profiles", TEXT)) {
      stack.jcompose("--profile", "late", "up", "-d").succeeded();

      assertThat(stack.states())
          .containsOnlyKeys("profiles-plain-1", "profiles-night-1", "profiles-owl-1");
    }
  }

  @Test
  void aStarMustMeanAllProfiles() {
    try (Stack stack = Stack.of("profiles", TEXT)) {
      stack.jcompose("--profile", "*", "up", "-d").succeeded();

      assertThat(stack.states()).hasSize(4);
    }
  }

  @Test
  void profilesOfTheCommandLineMustBeatTheCallersVariable() {
    try (Stack stack = Stack.of("profiles", TEXT, Map.of("COMPOSE_PROFILES", "late"))) {
      stack.jcompose("--profile", "early", "up", "-d").succeeded();

      assertThat(stack.states()).containsOnlyKeys("profiles-plain-1", "profiles-day-1");
    }
  }

  @Test
  void aServiceThatIsNamedMustStartWithoutItsSiblings() {
    try (Stack stack = Stack.of("profiles", TEXT)) {
      stack.jcompose("up", "-d", "night").succeeded();

      assertThat(stack.states()).containsOnlyKeys("profiles-night-1");
    }
  }

  @Test
  void upWithoutAProfileMustLeaveProfiledContainersRunning() {
    try (Stack stack = Stack.of("profiles", TEXT)) {
      stack.jcompose("--profile", "late", "up", "-d").succeeded();
      long night = stack.pid("profiles-night-1");
      stack.jcompose("up", "-d", "--force-recreate").succeeded();

      assertThat(stack.pid("profiles-night-1")).isEqualTo(night);
    }
  }

  @Test
  void upWithoutAProfileMustNotWarnOfProfiledContainers() {
    try (Stack stack = Stack.of("profiles", TEXT)) {
      stack.jcompose("--profile", "late", "up", "-d").succeeded();

      assertThat(stack.jcompose("up", "-d").error()).doesNotContain("orphan");
    }
  }

  @Test
  void aDependencyWhoseProfileIsOffMustBeToldWithTheProfileToTurnOn() {
    String text =
        TEXT
            + """
              needy: {image: "rootfs:/", command: sleep 1000, depends_on: [day]}
            """;
    try (Stack stack = Stack.of("profiles", text)) {
      Shell.Result up = stack.jcompose("up", "-d");

      assertThat(up.exitCode()).isEqualTo(3);
      assertThat(up.error()).contains("day").contains("early");
      stack.rewrite(TEXT);
      assertThat(stack.states()).isEmpty();
    }
  }

  @Test
  void anOptionalDependencyWhoseProfileIsOffMustBeDoneWithout() {
    String text =
        TEXT
            + """
              needy:
                image: rootfs:/
                command: sleep 1000
                stop_grace_period: 0s
                depends_on: {day: {condition: service_started, required: false}}
            """;
    try (Stack stack = Stack.of("profiles", text)) {
      stack.jcompose("up", "-d", "needy").succeeded();

      assertThat(stack.states()).containsOnlyKeys("profiles-needy-1");
    }
  }
}
