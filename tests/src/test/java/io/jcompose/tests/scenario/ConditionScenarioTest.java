package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What a service waits for before it starts, and what becomes of it where that never comes. */
@Privileged
class ConditionScenarioTest {
  @Test
  void aDependentMustStartOnlyOnceItsDependencyIsHealthy() throws Exception {
    String db =
        """
          db:
            image: rootfs:/
            entrypoint: [sh, -c, 'sleep 1; touch /log/ready; exec sleep 1000']
            volumes: ["./log:/log"]
            healthcheck: {test: test -e /log/ready, interval: 200ms, retries: 100}
        """;
    try (Stack stack = Stack.of("conditions", dependent("service_healthy", "") + db)) {
      stack.jcompose("up", "-d").succeeded();

      assertThat(Files.readString(stack.directory().resolve("log/web"))).isEqualTo("ready web ");
    }
  }

  @Test
  void aDependentMustStartOnlyOnceItsDependencyHasSucceeded() throws Exception {
    String db =
        """
          db:
            image: rootfs:/
            entrypoint: [sh, -c, 'sleep 1; touch /log/ready']
            volumes: ["./log:/log"]
        """;
    try (Stack stack =
        Stack.of("conditions", dependent("service_completed_successfully", "") + db)) {
      stack.jcompose("up", "-d").succeeded();

      assertThat(Files.readString(stack.directory().resolve("log/web"))).isEqualTo("ready web ");
    }
  }

  @Test
  void anUnhealthyDependencyMustFailUpByName() {
    try (Stack stack = Stack.of("conditions", dependent("service_healthy", "") + SICK)) {
      Shell.Result up = stack.jcompose("up", "-d");

      assertThat(up.exitCode()).isEqualTo(1);
      assertThat(up.error())
          .contains("dependency failed to start: container conditions-db-1 is unhealthy");
    }
  }

  @Test
  void theDependentOfAnUnhealthyServiceMustStayCreated() {
    try (Stack stack = Stack.of("conditions", dependent("service_healthy", "") + SICK)) {
      stack.jcompose("up", "-d");

      assertThat(stack.states()).containsEntry("conditions-web-1", "created");
    }
  }

  @Test
  void aDependencyThatEndsBeforeItIsHealthyMustFailUp() {
    String db =
        """
          db:
            image: rootfs:/
            entrypoint: [sh, -c, 'exit 4']
            healthcheck: {test: "true", start_period: 60s, start_interval: 30s, interval: 30s}
        """;
    try (Stack stack = Stack.of("conditions", dependent("service_healthy", "") + db)) {
      Shell.Result up = stack.jcompose("up", "-d");

      assertThat(up.exitCode()).isEqualTo(1);
      assertThat(up.error())
          .contains("dependency failed to start: container conditions-db-1 exited (4)");
    }
  }

  @Test
  void aDependencyThatFailsMustFailUpWithItsCode() {
    try (Stack stack =
        Stack.of("conditions", dependent("service_completed_successfully", "") + FAILING)) {
      Shell.Result up = stack.jcompose("up", "-d");

      assertThat(up.exitCode()).isEqualTo(1);
      assertThat(up.error()).contains("service 'db' didn't complete successfully: exit 3");
    }
  }

  @Test
  void aDependencyThatFailsMustStopOnlyWhatNeedsIt() {
    String text =
        dependent("service_completed_successfully", "")
            + FAILING
            + """
              mail: {image: "rootfs:/", command: sleep 1000, stop_grace_period: 0s}
            """;
    try (Stack stack = Stack.of("conditions", text)) {
      assertThat(stack.jcompose("up", "-d").exitCode()).isEqualTo(1);

      assertThat(stack.states())
          .containsEntry("conditions-mail-1", "running")
          .containsEntry("conditions-web-1", "created");
    }
  }

  @Test
  void anOptionalDependencyThatFailsMustOnlyBeWarnedOf() {
    try (Stack stack =
        Stack.of(
            "conditions",
            dependent("service_completed_successfully", ", required: false") + FAILING)) {
      Shell.Result up = stack.jcompose("up", "-d");

      up.succeeded();
      assertThat(up.error()).contains("db").containsIgnoringCase("warning");
      assertThat(stack.states()).containsEntry("conditions-web-1", "running");
    }
  }

  @Test
  void anOptionalDependencyThatIsUnhealthyMustNotKeepItsDependentFromStarting() {
    try (Stack stack =
        Stack.of("conditions", dependent("service_healthy", ", required: false") + SICK)) {
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.states()).containsEntry("conditions-web-1", "running");
    }
  }

  @Test
  void healthThatNobodyChecksMustNotBeWaitedForForever() {
    String db =
        """
          db: {image: "rootfs:/", command: sleep 1000, stop_grace_period: 0s}
        """;
    try (Stack stack = Stack.of("conditions", dependent("service_healthy", "") + db)) {
      Shell.Result up = stack.jcompose("up", "-d");

      assertThat(up.exitCode()).isNotZero();
      assertThat(up.error()).contains("has no healthcheck configured");
    }
  }

  @Test
  void allReplicasOfADependencyMustBeHealthy() throws Exception {
    String db =
        """
          db:
            image: rootfs:/
            entrypoint: [sh, -c, 'mkdir /log/first 2>/tmp/second || sleep 1; touch /log/$$HOSTNAME /tmp/ready; exec sleep 1000']
            volumes: ["./log:/log"]
            scale: 2
            healthcheck: {test: test -e /tmp/ready, interval: 200ms, retries: 100}
        """;
    try (Stack stack = Stack.of("conditions", dependent("service_healthy", "") + db)) {
      stack.jcompose("up", "-d").succeeded();

      assertThat(Files.readString(stack.directory().resolve("log/web")).split(" ")).hasSize(4);
    }
  }

  @Test
  void whoJoinsTheNetworkOfAServiceMustStartAfterIt() throws Exception {
    String text =
        """
        services:
          web:
            image: rootfs:/
            entrypoint: [sh, -c, 'echo web >> /log/order; exec sleep 1000']
            network_mode: service:db
            volumes: ["./log:/log"]
            stop_grace_period: 0s
          db:
            image: rootfs:/
            entrypoint: [sh, -c, 'echo db >> /log/order; exec sleep 1000']
            volumes: ["./log:/log"]
            stop_grace_period: 0s
            healthcheck: {test: test -e /log/order, interval: 100ms}
        """;
    try (Stack stack = Stack.of("conditions", text)) {
      stack.jcompose("up", "-d", "--wait", "web").succeeded();

      assertThat(stack.states())
          .containsEntry("conditions-db-1", "running")
          .containsEntry("conditions-web-1", "running");
    }
  }

  @Test
  void aCircleOfDependenciesMustBeToldAndNothingMade() {
    String text =
        """
        services:
          a: {image: "rootfs:/", depends_on: [b]}
          b: {image: "rootfs:/", depends_on: [a]}
        """;
    try (Stack stack = Stack.of("conditions", text)) {
      Shell.Result up = stack.jcompose("up", "-d");

      assertThat(up.exitCode()).isEqualTo(3);
      assertThat(up.error()).contains("dependency cycle");
      stack.rewrite("services: {a: {image: \"rootfs:/\"}}\n");
      assertThat(stack.states()).isEmpty();
    }
  }

  private static final String SICK =
      """
        db:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
          healthcheck: {test: "false", interval: 200ms, retries: 2}
      """;
  private static final String FAILING =
      """
        db: {image: "rootfs:/", entrypoint: [sh, -c, exit 3]}
      """;

  /** Returns a service that lists what is in {@code /log} when it starts, then its own name. */
  private static String dependent(String condition, String more) {
    return """
    services:
      web:
        image: rootfs:/
        entrypoint: [sh, -c, 'found=$$(ls /log); echo -n $$found "web " > /log/web; exec sleep 1000']
        volumes: ["./log:/log"]
        stop_grace_period: 0s
        depends_on: {db: {condition: %s%s}}
    """
        .formatted(condition, more);
  }
}
