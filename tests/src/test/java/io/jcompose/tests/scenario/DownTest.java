package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What {@code down} takes away, in which order, and what it leaves. */
@Privileged
class DownTest {
  private static final String SLEEPER =
      """
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
      """;
  private static final String WEB_NEEDS_DB =
      "services:\n  db:\n" + SLEEPER + "  web:\n" + SLEEPER + "    depends_on: [db]\n";
  private static final String WITH_OTHER = WEB_NEEDS_DB + "  other:\n" + SLEEPER;

  @Test
  void whoNeedsAServiceMustEndBeforeTheService() {
    String text =
        """
        services:
          db:
            image: rootfs:/
            command: &wait sh -c 'trap "exit 0" TERM; echo up; sleep 1000 & wait'
          web:
            image: rootfs:/
            command: *wait
            depends_on: [db]
        """;
    try (Stack stack = Stack.of("down-order", text)) {
      stack.jcompose("up", "-d").succeeded();

      String told = stack.jcompose("down", "-t", "5").error();

      assertThat(told.indexOf("Container down-order-web-1  Stopped")).isPositive();
      assertThat(told.indexOf("Container down-order-db-1  Stopping"))
          .isGreaterThan(told.indexOf("Container down-order-web-1  Stopped"));
    }
  }

  @Test
  void aSecondDownMustSucceedAndSayThatNothingIsThere() {
    try (Stack stack = Stack.of("down-twice", WEB_NEEDS_DB)) {
      stack.jcompose("up", "-d").succeeded();
      stack.jcompose("down").succeeded();

      Shell.Result second = stack.jcompose("down");

      assertThat(second.exitCode()).isZero();
      assertThat(second.error()).contains("down-twice");
    }
  }

  @Test
  void theLastProjectMustTakeTheRunDirectoryWithIt() {
    try (Stack stack = Stack.of("down-last", WEB_NEEDS_DB)) {
      Path run = stack.scratch().resolve("run");
      stack.jcompose("up", "-d").succeeded();
      stack.jcompose("-p", "down-last-2", "up", "-d").succeeded();

      stack.jcompose("-p", "down-last-2", "down").succeeded();
      await()
          .untilAsserted(
              () ->
                  assertThat(run.resolve("projects"))
                      .isDirectoryNotContaining("glob:**/down-last-2")
                      .isDirectoryContaining("glob:**/down-last"));
      stack.jcompose("down").succeeded();

      await().untilAsserted(() -> assertThat(run).doesNotExist());
    }
  }

  @Test
  void aSelectionMustTakeThoseWhoNeedItAndLeaveTheRest() {
    try (Stack stack = Stack.of("down-some", WITH_OTHER)) {
      stack.jcompose("up", "-d").succeeded();
      long other = stack.pid("down-some-other-1");

      stack.jcompose("down", "db").succeeded();

      assertThat(Listed.all(stack)).extracting(Listed::service).containsExactly("other");
      assertThat(stack.pid("down-some-other-1")).isEqualTo(other);
    }
  }

  @Test
  void anOrphanMustGoWithTheWholeProject() {
    try (Stack stack = Stack.of("down-orphan", WITH_OTHER)) {
      stack.jcompose("up", "-d").succeeded();
      long other = stack.pid("down-orphan-other-1");
      stack.rewrite(WEB_NEEDS_DB);
      stack.jcompose("up", "-d").succeeded();
      assertThat(stack.pid("down-orphan-other-1")).isEqualTo(other);

      stack.jcompose("down").succeeded();

      assertThat(Listed.all(stack)).isEmpty();
      assertThat(Path.of("/proc/" + other)).doesNotExist();
    }
  }

  @Test
  void anOrphanMustNotBeTouchedByASelection() {
    try (Stack stack = Stack.of("down-beside", WITH_OTHER)) {
      stack.jcompose("up", "-d").succeeded();
      long other = stack.pid("down-beside-other-1");
      stack.rewrite(WEB_NEEDS_DB);
      stack.jcompose("up", "-d").succeeded();

      stack.jcompose("down", "db").succeeded();

      assertThat(stack.pid("down-beside-other-1")).isEqualTo(other);
    }
  }

  @Test
  void removingOrphansWithASelectionMustNotTouchOtherServices() {
    try (Stack stack = Stack.of("down-selected", WITH_OTHER)) {
      stack.jcompose("up", "-d").succeeded();
      long db = stack.pid("down-selected-db-1");
      stack.rewrite(WEB_NEEDS_DB);
      stack.jcompose("up", "-d").succeeded();

      stack.jcompose("down", "--remove-orphans", "web").succeeded();

      assertThat(stack.pid("down-selected-db-1")).isEqualTo(db);
      assertThat(Listed.find(stack, "down-selected-web-1")).isEmpty();
    }
  }

  @Test
  void anonymousVolumesMustGoWithTheVolumesThatAreAskedFor() {
    String text = "services:\n  db:\n" + SLEEPER + "    volumes: [/var/tmp/scratch]\n";
    try (Stack stack = Stack.of("down-anonymous", text)) {
      stack.jcompose("up", "-d").succeeded();
      stack.jcompose("exec", "-T", "db", "touch", "/var/tmp/scratch/trace").succeeded();
      assertThat(found(stack, "trace")).isNotEmpty();

      stack.jcompose("down", "-v").succeeded();

      assertThat(found(stack, "trace")).isEmpty();
    }
  }

  @Test
  void anExternalNetworkMustStay() {
    String text = WEB_NEEDS_DB + "networks:\n  default: {name: down-outside, external: true}\n";
    try (Stack stack = Stack.of("down-network", text)) {
      stack.jcompose("network", "create", "down-outside").succeeded();
      try {
        stack.jcompose("up", "-d").succeeded();

        stack.jcompose("down", "-v").succeeded();

        assertThat(stack.jcompose("network", "ls").succeeded()).contains("down-outside");
      } finally {
        stack.jcompose("down");
        stack.jcompose("network", "rm", "down-outside").succeeded();
      }
    }
  }

  @Test
  void aTimeoutOfZeroMustKillAtOnce() {
    String text = WEB_NEEDS_DB.replace("0s", "10m");
    try (Stack stack = Stack.of("down-now", text)) {
      stack.jcompose("up", "-d").succeeded();

      // process 1 of a container has no handler for SIGTERM: it would sleep on for ten minutes
      stack.jcompose("down", "-t", "0").succeeded();

      assertThat(Listed.all(stack)).isEmpty();
    }
  }

  @Test
  void whatIsAskedInVainMustBeRefusedBeforeAnythingIsTakenDown() {
    try (Stack stack = Stack.of("down-refused", WEB_NEEDS_DB)) {
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.jcompose("down", "--rmi", "nonsense").exitCode()).isEqualTo(2);
      assertThat(stack.jcompose("down", "nobody").exitCode()).isEqualTo(2);

      assertThat(Listed.all(stack)).extracting(Listed::state).containsOnly("running");
    }
  }

  /** Returns the files of that name below the stack's folders, where volumes are kept. */
  private static String found(Stack stack, String name) {
    return Shell.run("find", stack.scratch().toString(), "-name", name).output();
  }
}
