package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import org.junit.jupiter.api.Test;

/** What becomes of what is in volumes when a project changes. */
@Privileged
class VolumeScenarioTest {
  private static final String NAMED =
      """
      services:
        db:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
          volumes: ["data:/data"]
      """;
  private static final String ANONYMOUS = NAMED.replace("data:/data", "/data");
  private static final String WRITE = "echo kept > /data/note";

  @Test
  void anAnonymousVolumeMustStayWithAContainerThatIsMadeAnew() {
    try (Stack stack = withNote(ANONYMOUS)) {
      stack.jcompose("up", "-d", "--force-recreate").succeeded();

      assertThat(stack.exec("db", "cat", "/data/note")).isEqualTo("kept\n");
    }
  }

  @Test
  void anAnonymousVolumeMustBeNewIfThatIsAskedFor() {
    try (Stack stack = withNote(ANONYMOUS)) {
      stack.jcompose("up", "-d", "--force-recreate", "-V").succeeded();

      assertThat(stack.exec("db", "ls", "/data")).isEmpty();
    }
  }

  @Test
  void anAnonymousVolumeMustStayThoughTheServiceChanged() {
    try (Stack stack = withNote(ANONYMOUS)) {
      stack.rewrite(ANONYMOUS + "    environment: {K: changed}\n");
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.exec("db", "cat", "/data/note")).isEqualTo("kept\n");
    }
  }

  @Test
  void aVolumeWhoseDefinitionChangedMustBeKeptWithAWarning() {
    try (Stack stack = withNote(NAMED + "volumes: {data: }\n")) {
      stack.rewrite(NAMED + "volumes: {data: {labels: {colour: green}}}\n");

      Shell.Result up = stack.jcompose("up", "-d");

      up.succeeded();
      assertThat(up.error()).contains("warning").contains("volumes_data").contains("--yes");
      assertThat(stack.exec("db", "cat", "/data/note")).isEqualTo("kept\n");
    }
  }

  @Test
  void aVolumeWhoseDefinitionChangedMustBeMadeAnewOnceItsLossIsAgreedTo() {
    try (Stack stack = withNote(NAMED + "volumes: {data: }\n")) {
      stack.rewrite(NAMED + "volumes: {data: {labels: {colour: green}}}\n");
      stack.jcompose("up", "-d", "--yes").succeeded();

      assertThat(stack.exec("db", "ls", "/data")).isEmpty();
    }
  }

  @Test
  void agreeingMustNotCostAVolumeThatDidNotChange() {
    try (Stack stack = withNote(NAMED + "volumes: {data: }\n")) {
      stack.rewrite(NAMED + "    environment: {K: changed}\nvolumes: {data: }\n");
      stack.jcompose("up", "-d", "--yes").succeeded();

      assertThat(stack.exec("db", "cat", "/data/note")).isEqualTo("kept\n");
    }
  }

  @Test
  void aBindMountMustNeverLookLikeAChangedVolume() {
    try (Stack stack = withNote(NAMED.replace("data:/data", "./data:/data"))) {
      stack.rewrite(NAMED.replace("data:/data", "./data:/data:rw"));

      Shell.Result up = stack.jcompose("up", "-d", "--yes");

      up.succeeded();
      assertThat(up.error()).doesNotContain("warning");
      assertThat(stack.exec("db", "cat", "/data/note")).isEqualTo("kept\n");
    }
  }

  @Test
  void aVolumeThatIsRenamedMustLeaveTheOldOneAsItWas() {
    try (Stack stack = withNote(NAMED + "volumes: {data: {name: old}}\n")) {
      stack.rewrite(NAMED + "volumes: {data: {name: new}}\n");
      stack.jcompose("up", "-d").succeeded();
      assertThat(stack.exec("db", "ls", "/data")).isEmpty();

      stack.rewrite(NAMED + "volumes: {data: {name: old}}\n");
      stack.jcompose("up", "-d").succeeded();
      assertThat(stack.exec("db", "cat", "/data/note")).isEqualTo("kept\n");
    }
  }

  @Test
  void whoSwitchesToAnotherExternalVolumeMustSeeWhatIsInThatOne() {
    try (Stack stack = withNote(NAMED + "volumes: {data: {name: first}}\n")) {
      stack.rewrite(NAMED + "volumes: {data: {name: second}}\n");
      stack.jcompose("up", "-d").succeeded();
      stack.rewrite(NAMED + "volumes: {data: {name: second, external: true}}\n");
      stack.jcompose("up", "-d").succeeded();
      stack.rewrite(NAMED + "volumes: {data: {name: first, external: true}}\n");
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.exec("db", "cat", "/data/note")).isEqualTo("kept\n");
    }
  }

  @Test
  void anExternalVolumeThatIsMissingMustBeToldBeforeAnythingIsMade() {
    try (Stack stack =
        Stack.of("volumes", NAMED + "volumes: {data: {name: elsewhere, external: true}}\n")) {
      Shell.Result up = stack.jcompose("up", "-d");

      assertThat(up.exitCode()).isEqualTo(1);
      assertThat(up.error()).contains("'elsewhere' does not exist");
      assertThat(stack.states()).isEmpty();
    }
  }

  @Test
  void anExternalVolumeMustOutliveDownV() {
    try (Stack stack = withNote(NAMED + "volumes: {data: {name: shared}}\n")) {
      stack.rewrite(NAMED + "volumes: {data: {name: shared, external: true}}\n");
      stack.jcompose("up", "-d").succeeded();
      stack.jcompose("down", "-v").succeeded();
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.exec("db", "cat", "/data/note")).isEqualTo("kept\n");
    }
  }

  @Test
  void twoServicesMustSeeOneVolume() {
    String text =
        NAMED
            + """
              reader:
                image: rootfs:/
                command: sleep 1000
                stop_grace_period: 0s
                volumes: ["data:/there:ro"]
            volumes: {data: }
            """;
    try (Stack stack = withNote(text)) {
      assertThat(stack.exec("reader", "cat", "/there/note")).isEqualTo("kept\n");
    }
  }

  @Test
  void aNewVolumeMustHoldWhatTheImageHasThere() {
    String text =
        """
        services:
          box:
            image: localhost/box:1
            stop_grace_period: 0s
            volumes: ["data:/seeded"]
        volumes: {data: }
        """;
    try (Stack stack = Stack.of("volumes", text)) {
      BusyboxImage.withEnvironment("box:1").load(stack);
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.exec("box", "cat", "/seeded/from-image")).isEqualTo("seed\n");
    }
  }

  private static Stack withNote(String text) {
    Stack stack = Stack.of("volumes", text);
    stack.jcompose("up", "-d").succeeded();
    stack.exec("db", "sh", "-c", WRITE);
    return stack;
  }
}
