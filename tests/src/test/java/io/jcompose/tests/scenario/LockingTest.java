package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Commands that are given at once, by users who know nothing of each other. */
@Privileged
class LockingTest {
  private static final String TWO =
      """
      services:
        db:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
        web:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
          depends_on: [db]
      """;

  private static final String DEAF =
      """
      services:
        deaf:
          image: rootfs:/
          command: sh -c 'trap "" TERM; echo ready; while :; do sleep 1; done'
          stop_grace_period: 10m
      """;

  @Test
  void twoUpsAtOnceMustBothSucceedAndMakeEachContainerOnce() {
    try (Stack stack = Stack.of("lock-ups", TWO)) {
      List<CompletableFuture<Shell.Result>> ups =
          List.of(
              CompletableFuture.supplyAsync(() -> stack.jcompose("up", "-d")),
              CompletableFuture.supplyAsync(() -> stack.jcompose("up", "-d")));

      assertThat(ups)
          .allSatisfy(up -> assertThat(up.join().exitCode()).as(up.join().error()).isZero());
      assertThat(Listed.all(stack))
          .extracting(Listed::name, Listed::state)
          .containsExactlyInAnyOrder(
              tuple("lock-ups-db-1", "running"), tuple("lock-ups-web-1", "running"));
    }
  }

  @Test
  void upAndDownAtOnceMustLeaveAllOrNothing() {
    try (Stack stack = Stack.of("lock-both", TWO)) {
      stack.jcompose("up", "-d").succeeded();
      CompletableFuture<Shell.Result> down =
          CompletableFuture.supplyAsync(() -> stack.jcompose("down"));
      CompletableFuture<Shell.Result> up =
          CompletableFuture.supplyAsync(() -> stack.jcompose("up", "-d"));

      assertThat(down.join().exitCode()).as(down.join().error()).isZero();
      // a 'down' that comes while 'up' acts breaks it off, which is told as an interrupt
      assertThat(up.join().exitCode()).as(up.join().error()).isIn(0, 130);
      // whoever came last had its way, and had it wholly
      assertThat(Listed.all(stack).stream().map(Listed::state).toList())
          .isIn(List.of(), List.of("running", "running"));
    }
  }

  @Test
  void anotherProjectMustNotWaitForOneThatIsBusy() throws Exception {
    try (Stack busy = Stack.of("lock-busy", DEAF)) {
      busy.jcompose("up", "-d").succeeded();
      await().untilAsserted(() -> assertThat(written(busy)).contains("ready"));
      Path error = busy.scratch().resolve("error");
      Process stop = busy.start(busy.scratch().resolve("output"), error, "stop");
      await().untilAsserted(() -> assertThat(error).content().contains("Stopping"));

      // made only now: what the other project has on the host is not its own
      try (Stack other = Stack.of("lock-other", TWO)) {
        other.jcompose("up", "-d").succeeded();
        other.jcompose("down").succeeded();
      }

      assertThat(stop.isAlive()).isTrue();
      busy.jcompose("kill").succeeded();
      assertThat(stop.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void readingMustNotWaitForAProjectThatIsBusy() throws Exception {
    try (Stack stack = Stack.of("lock-reading", DEAF)) {
      stack.jcompose("up", "-d").succeeded();
      await().untilAsserted(() -> assertThat(written(stack)).contains("ready"));
      Path error = stack.scratch().resolve("error");
      Process stop = stack.start(stack.scratch().resolve("output"), error, "stop");
      await().untilAsserted(() -> assertThat(Files.readString(error)).contains("Stopping"));

      assertThat(Listed.of(stack, "lock-reading-deaf-1").state()).isEqualTo("running");
      assertThat(written(stack)).contains("ready");

      assertThat(stop.isAlive()).isTrue();
      Shell.run("kill", "-9", Long.toString(stack.pid("lock-reading-deaf-1"))).succeeded();
      assertThat(stop.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static String written(Stack stack) {
    return stack.jcompose("logs", "--no-log-prefix").succeeded();
  }
}
