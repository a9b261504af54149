package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import org.junit.jupiter.api.Test;

@Privileged
class ListingTest {
  private static final String PROBED =
      """
      services:
        db:
          image: rootfs:/
          command: sleep 1000
          stop_signal: SIGKILL
          environment: {GREETING: hello}
          volumes: ["data:/var/tmp/data"]
          healthcheck:
            test: [CMD, sh, -c, "echo all is well; exit 0"]
            interval: 200ms
        web:
          image: rootfs:/
          command: sleep 1000
          stop_signal: SIGKILL
      volumes: {data: }
      """;

  @Test
  void aProjectMustBeListedFromAnywhereWithWhatItsContainersDo() {
    try (Stack stack = Stack.of("listing", PROBED)) {
      assertThat(stack.jcompose("ls", "-a", "--format", "json").succeeded()).isEqualTo("[]\n");
      stack.jcompose("up", "-d").succeeded();
      stack.jcompose("stop", "web").succeeded();

      assertThat(stack.jcompose("ls", "--format", "json").succeeded())
          .contains("\"Name\":\"listing\"", "\"Status\":\"running(1), exited(1)\"", "app.yaml");
      stack.jcompose("stop").succeeded();
      assertThat(stack.jcompose("ls", "-q").succeeded()).isEmpty();
      assertThat(stack.jcompose("ls", "-a", "-q").succeeded()).isEqualTo("listing\n");
    }
  }

  @Test
  void aContainerMustBeInspectedAsTheKernelHasItWithItsLastProbes() {
    try (Stack stack = Stack.of("inspected", PROBED)) {
      stack.jcompose("up", "-d").succeeded();
      long pid = stack.pid("inspected-db-1");

      assertThat(inspect(stack, "{{.State.Pid}} {{.State.Running}}")).isEqualTo(pid + " true\n");
      assertThat(inspect(stack, "{{json .Config.Env}}")).contains("\"GREETING=hello\"");
      assertThat(inspect(stack, "{{json .Mounts}}"))
          .contains("\"Name\":\"inspected_data\"", "\"Destination\":\"/var/tmp/data\"");
      await()
          .untilAsserted(
              () -> assertThat(inspect(stack, "{{len .State.Health.Log}}")).isEqualTo("5\n"));
      assertThat(inspect(stack, "{{.State.Health.Status}} {{json .State.Health.Log}}"))
          .startsWith("healthy ")
          .contains("\"ExitCode\":0,\"Output\":\"all is well\"");
      String address = inspect(stack, "{{json .NetworkSettings.Networks}}");
      assertThat(Shell.inside(pid, "ip", "-4", "-o", "addr", "show"))
          .contains(address.replaceAll("(?s).*\"IPAddress\":\"([0-9.]+)\".*", "$1"));
    }
  }

  private static String inspect(Stack stack, String template) {
    return stack.jcompose("inspect", "--format", template, "db").succeeded();
  }

  @Test
  void aVolumeMustBeListedUntilItIsRemoved() {
    try (Stack stack = Stack.of("volumes", PROBED)) {
      stack.jcompose("up", "-d").succeeded();
      assertThat(stack.jcompose("volumes", "-q", "db").succeeded()).isEqualTo("volumes_data\n");
      assertThat(stack.jcompose("volumes", "-q", "web").succeeded()).isEmpty();

      stack.jcompose("down").succeeded();
      assertThat(stack.jcompose("volumes", "-q").succeeded()).isEqualTo("volumes_data\n");
      stack.jcompose("down", "-v").succeeded();
      assertThat(stack.jcompose("volumes", "-q").succeeded()).isEmpty();
    }
  }
}
