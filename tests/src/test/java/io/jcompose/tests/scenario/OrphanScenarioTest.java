package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of containers whose service is no longer in the file. */
@Privileged
class OrphanScenarioTest {
  private static final String WEB =
      """
      services:
        web: {image: "rootfs:/", command: sleep 1000, stop_grace_period: 0s}
      """;
  private static final String WEB_AND_OLD =
      WEB
          + """
            old: {image: "rootfs:/", command: sleep 1000, stop_grace_period: 0s}
          """;
  private static final String WEB_AND_PROFILED =
      WEB
          + """
            old:
              image: rootfs:/
              command: sleep 1000
              stop_grace_period: 0s
              profiles: [night]
          """;

  @Test
  void anOrphanMustBeWarnedOfAndRunOn() {
    try (Stack stack = withOrphan(Map.of())) {
      long old = stack.pid("orphans-old-1");
      stack.rewrite(WEB);

      Shell.Result up = stack.jcompose("up", "-d");

      up.succeeded();
      assertThat(up.error()).contains("orphan").contains("orphans-old-1");
      assertThat(stack.pid("orphans-old-1")).isEqualTo(old);
    }
  }

  @Test
  void anOrphanMustGoIfThatIsAskedFor() {
    try (Stack stack = withOrphan(Map.of())) {
      stack.rewrite(WEB);
      stack.jcompose("up", "-d", "--remove-orphans").succeeded();

      assertThat(stack.states()).containsOnlyKeys("orphans-web-1");
    }
  }

  @Test
  void anOrphanMustGoIfDotEnvAsksForIt() {
    try (Stack stack = withOrphan(Map.of())) {
      stack.rewrite(WEB);
      stack.write(".env", "COMPOSE_REMOVE_ORPHANS=true\n");
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.states()).containsOnlyKeys("orphans-web-1");
    }
  }

  @Test
  void whoDoesNotWantToHearOfOrphansMustNotBeTold() {
    try (Stack stack = withOrphan(Map.of("COMPOSE_IGNORE_ORPHANS", "true"))) {
      stack.rewrite(WEB);

      assertThat(stack.jcompose("up", "-d").error()).doesNotContain("orphan");
    }
  }

  @Test
  void aServiceWhoseProfileIsOffMustNotCountAsAnOrphan() {
    try (Stack stack = withOrphan(Map.of())) {
      stack.rewrite(WEB_AND_PROFILED);

      Shell.Result up = stack.jcompose("up", "-d", "--remove-orphans");

      up.succeeded();
      assertThat(stack.states()).containsKey("orphans-old-1");
    }
  }

  private static Stack withOrphan(Map<String, String> callers) {
    Stack stack = Stack.of("orphans", WEB_AND_OLD, callers);
    stack.jcompose("up", "-d").succeeded();
    return stack;
  }
}
