package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import org.junit.jupiter.api.Test;

/** Wrong usage ends with 2 and is told before anything happens. */
@Privileged
class UsageErrorScenarioTest {
  private static final String WEB =
      """
      services:
        web: {image: "rootfs:/", command: sleep 1000, stop_grace_period: 0s}
      """;

  @Test
  void anUnknownServiceMustKeepUpFromMakingTheOthers() {
    assertRefused("nobody", "up", "-d", "web", "nobody");
  }

  @Test
  void anUnknownServiceMustKeepCreateFromMakingTheOthers() {
    assertRefused("nobody", "create", "web", "nobody");
  }

  @Test
  void anUnknownServiceMustNotBeScaled() {
    assertRefused("nobody", "scale", "web=2", "nobody=2");
  }

  @Test
  void anUnknownServiceMustNotBeRun() {
    assertRefused("nobody", "run", "nobody");
  }

  @Test
  void anUnknownServiceMustNotBeScaledByUp() {
    assertRefused("nobody", "up", "-d", "--scale", "nobody=2");
  }

  @Test
  void anUnknownOptionMustBeNamed() {
    assertRefused("--frobnicate", "up", "-d", "--frobnicate");
  }

  @Test
  void aNumberOfReplicasMustNotBeNegative() {
    assertRefused("-1", "up", "-d", "--scale", "web=-1");
  }

  @Test
  void aTimeoutMustBeANumber() {
    assertRefused("soon", "up", "-d", "--wait", "--wait-timeout", "soon");
  }

  @Test
  void forcingAndForbiddingRecreationMustNotGoTogether() {
    assertRefused("--no-recreate", "up", "-d", "--force-recreate", "--no-recreate");
  }

  @Test
  void createMustRefuseThatContradictionToo() {
    assertRefused("--no-recreate", "create", "--force-recreate", "--no-recreate");
  }

  @Test
  void recreatingDependenciesAndForbiddingRecreationMustNotGoTogether() {
    assertRefused("--no-recreate", "up", "-d", "--always-recreate-deps", "--no-recreate");
  }

  @Test
  void renewingVolumesAndForbiddingRecreationMustNotGoTogether() {
    assertRefused("--no-recreate", "up", "-d", "-V", "--no-recreate");
  }

  @Test
  void waitingForWhatIsNotStartedMustBeRefused() {
    assertRefused("--wait", "up", "--no-start", "--wait");
  }

  @Test
  void buildingAndNotBuildingMustNotGoTogether() {
    assertRefused("--no-build", "up", "-d", "--build", "--no-build");
  }

  private static void assertRefused(String named, String... arguments) {
    try (Stack stack = Stack.of("usage", WEB)) {
      Shell.Result result = stack.jcompose(arguments);

      assertThat(result.exitCode()).as(result.error()).isEqualTo(2);
      assertThat(result.error()).contains(named);
      assertThat(stack.states()).isEmpty();
    }
  }
}
