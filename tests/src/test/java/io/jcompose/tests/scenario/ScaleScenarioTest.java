package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import org.junit.jupiter.api.Test;

/** How many containers a service has, which go, and which come. */
@Privileged
class ScaleScenarioTest {
  private static final String CHAIN =
      """
      services:
        db: {image: "rootfs:/", command: sleep 1000, stop_grace_period: 0s}
        web:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
          depends_on: [db]
      """;

  @Test
  void scalingUpMustLeaveThoseThatRunAlone() {
    try (Stack stack = up("web=1")) {
      long first = stack.pid("scaled-web-1");
      stack.jcompose("up", "-d", "--scale", "web=3").succeeded();

      assertThat(stack.states()).containsKeys("scaled-web-1", "scaled-web-2", "scaled-web-3");
      assertThat(stack.pid("scaled-web-1")).isEqualTo(first);
    }
  }

  @Test
  void scalingDownMustTakeTheHighestNumbers() {
    try (Stack stack = up("web=3")) {
      long first = stack.pid("scaled-web-1");
      stack.jcompose("scale", "web=1").succeeded();

      assertThat(stack.states()).containsOnlyKeys("scaled-db-1", "scaled-web-1");
      assertThat(stack.pid("scaled-web-1")).isEqualTo(first);
    }
  }

  @Test
  void numbersMustBeUsedAgain() {
    try (Stack stack = up("web=3")) {
      stack.jcompose("scale", "web=1").succeeded();
      stack.jcompose("scale", "web=2").succeeded();

      assertThat(stack.states()).containsOnlyKeys("scaled-db-1", "scaled-web-1", "scaled-web-2");
    }
  }

  @Test
  void scalingToNoneMustRemoveAll() {
    try (Stack stack = up("web=2")) {
      stack.jcompose("scale", "web=0").succeeded();

      assertThat(stack.states()).containsOnlyKeys("scaled-db-1");
    }
  }

  @Test
  void scalingWithoutDependenciesMustLeaveAStoppedOneStopped() {
    try (Stack stack = up("web=1")) {
      stack.jcompose("stop", "db").succeeded();
      stack.jcompose("scale", "--no-deps", "web=2").succeeded();

      assertThat(stack.states())
          .containsEntry("scaled-db-1", "exited")
          .containsEntry("scaled-web-2", "running");
    }
  }

  @Test
  void scalingMustLeaveOtherServicesAsTheyAreThoughTheyChanged() {
    try (Stack stack = up("web=1")) {
      long db = stack.pid("scaled-db-1");
      stack.rewrite(CHAIN.replace("db: {", "db: {environment: {K: changed}, "));
      stack.jcompose("scale", "--no-deps", "web=2").succeeded();

      assertThat(stack.pid("scaled-db-1")).isEqualTo(db);
    }
  }

  @Test
  void withoutRecreationScalingUpMustAddReplicasOfTheNewKindToThoseOfTheOld() {
    try (Stack stack = up("web=1")) {
      long first = stack.pid("scaled-web-1");
      stack.rewrite(CHAIN + "    environment: {K: changed}\n");
      stack.jcompose("up", "-d", "--no-recreate", "--scale", "web=2").succeeded();

      assertThat(stack.pid("scaled-web-1")).isEqualTo(first);
      assertThat(stack.jcompose("exec", "-T", "--index", "2", "web", "printenv", "K").succeeded())
          .isEqualTo("changed\n");
    }
  }

  @Test
  void theFilesNumberOfReplicasMustCountAgainAtTheNextUp() {
    try (Stack stack = up("web=3")) {
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.states()).containsOnlyKeys("scaled-db-1", "scaled-web-1");
    }
  }

  @Test
  void replicasOfADeploymentMustBeMade() {
    try (Stack stack = Stack.of("scaled", CHAIN + "    deploy: {replicas: 2}\n")) {
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.states()).containsOnlyKeys("scaled-db-1", "scaled-web-1", "scaled-web-2");
    }
  }

  @Test
  void oneNameMustNotBeGivenToSeveralReplicas() {
    try (Stack stack = Stack.of("scaled", CHAIN + "    container_name: only\n")) {
      Shell.Result up = stack.jcompose("up", "-d", "--scale", "web=2");

      assertThat(up.exitCode()).isNotZero();
      assertThat(up.error()).contains("only");
      assertThat(stack.states()).isEmpty();
    }
  }

  private static Stack up(String scale) {
    Stack stack = Stack.of("scaled", CHAIN + "    scale: 1\n");
    stack.jcompose("up", "-d", "--scale", scale).succeeded();
    return stack;
  }
}
