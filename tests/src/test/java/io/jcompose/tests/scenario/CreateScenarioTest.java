package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Containers that are made and not started. */
@Privileged
class CreateScenarioTest {
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
  private static final Map<String, String> BOTH_CREATED =
      Map.of("created-db-1", "created", "created-web-1", "created");

  @Test
  void createMustStartNoContainer() {
    try (Stack stack = Stack.of("created", CHAIN)) {
      stack.jcompose("create").succeeded();

      assertThat(stack.states()).isEqualTo(BOTH_CREATED);
    }
  }

  @Test
  void createMustLeaveNoSupervisor() {
    try (Stack stack = Stack.of("created", CHAIN)) {
      stack.jcompose("create").succeeded();

      // it tells the command that all is done, and then ends
      await().untilAsserted(() -> assertThat(stack.findSupervisor()).isEmpty());
    }
  }

  @Test
  void upWithoutStartMustStartNoContainer() {
    try (Stack stack = Stack.of("created", CHAIN)) {
      stack.jcompose("up", "--no-start").succeeded();

      assertThat(stack.states()).isEqualTo(BOTH_CREATED);
    }
  }

  @Test
  void upMustStartTheContainersThatCreateMade() {
    try (Stack stack = Stack.of("created", CHAIN)) {
      stack.jcompose("create").succeeded();
      String made = stack.jcompose("ps", "-a", "-q", "web").succeeded();
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.states()).containsEntry("created-web-1", "running");
      assertThat(stack.jcompose("ps", "-q", "web").succeeded()).isEqualTo(made);
    }
  }

  @Test
  void startMustStartWhatCreateMade() {
    try (Stack stack = Stack.of("created", CHAIN)) {
      stack.jcompose("create").succeeded();
      stack.jcompose("start").succeeded();

      assertThat(stack.states()).containsEntry("created-web-1", "running");
    }
  }

  @Test
  void createMustLeaveWhatRunsRunning() {
    try (Stack stack = Stack.of("created", CHAIN)) {
      stack.jcompose("up", "-d").succeeded();
      long web = stack.pid("created-web-1");
      stack.jcompose("create").succeeded();

      assertThat(stack.pid("created-web-1")).isEqualTo(web);
    }
  }

  @Test
  void createMustMakeAsManyAsItIsTold() {
    try (Stack stack = Stack.of("created", CHAIN)) {
      stack.jcompose("create", "--scale", "web=2", "web").succeeded();

      assertThat(stack.states()).containsKeys("created-web-1", "created-web-2");
    }
  }

  @Test
  void aVolumeOfACreatedContainerMustBeThere() {
    String text = CHAIN + "    volumes: [\"data:/data\"]\nvolumes: {data: }\n";
    try (Stack stack = Stack.of("created", text)) {
      stack.jcompose("create").succeeded();

      assertThat(stack.jcompose("volumes", "-q").succeeded()).isEqualTo("created_data\n");
    }
  }
}
