package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import org.junit.jupiter.api.Test;

@Privileged
class HooksTest {
  private static final String ALL_MOMENTS =
      """
      services:
        web:
          image: rootfs:/
          command: sh -c 'echo web >> /var/data/log; exec sleep 1000'
          stop_grace_period: 0s
          volumes: ["data:/var/data"]
          environment: {WHO: web, VERSION: "%d"}
          depends_on: [db]
          pre_start:
            - command: [sh, -c, 'echo first of $$WHO >> /var/data/log']
            - command: [sh, -c, 'echo second of $$WHO >> /var/data/log']
              environment: {WHO: nobody}
          post_start:
            - command: [sh, -c, 'until grep -q web /var/data/log; do sleep 0.1; done; echo after $$MORE >> /var/data/log']
              environment: {MORE: start}
          pre_stop:
            - command: sh -c 'pwd >> /var/data/log'
              working_dir: /var
        db:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
      volumes:
        data:
      """;

  private static final String LOG_OF_A_START = "first of web\nsecond of nobody\nweb\nafter start\n";

  @Test
  void hooksRunInTheirOrderAndWhatPreparesAServiceRunsOnce() {
    try (Stack stack = Stack.of("hooked", ALL_MOMENTS.formatted(1))) {
      stack.jcompose("up", "-d").succeeded();
      assertThat(log(stack)).isEqualTo(LOG_OF_A_START);
      assertThat(stack.jcompose("ps").succeeded()).doesNotContain("pre-start");
      assertThat(stack.jcompose("ps", "-a").succeeded())
          .contains("hooked-web-pre-start-1", "hooked-web-pre-start-2");

      // unchanged: nothing is run
      stack.jcompose("up", "-d").succeeded();
      assertThat(log(stack)).isEqualTo(LOG_OF_A_START);

      // stopped and started: what prepared it is done
      stack.jcompose("restart", "web").succeeded();
      assertThat(log(stack)).isEqualTo(LOG_OF_A_START + "/var\nweb\nafter start\n");
    }
  }

  @Test
  void aChangeAndForceRecreateRunAgainWhatPreparesAService() {
    try (Stack stack = Stack.of("rehooked", ALL_MOMENTS.formatted(1))) {
      stack.jcompose("up", "-d").succeeded();

      stack.rewrite(ALL_MOMENTS.formatted(2));
      stack.jcompose("up", "-d").succeeded();
      assertThat(log(stack)).isEqualTo(LOG_OF_A_START + "/var\n" + LOG_OF_A_START);

      stack.jcompose("up", "-d", "--force-recreate", "--no-deps", "web").succeeded();
      assertThat(log(stack).split("first of web", -1)).hasSize(4);
    }
  }

  @Test
  void aServiceWhosePreparationFailsStaysCreatedAndUpFails() {
    String text =
        """
        services:
          web:
            image: rootfs:/
            command: sleep 1000
            pre_start: [{command: [sh, -c, 'echo cannot migrate; exit 3']}]
        """;
    try (Stack stack = Stack.of("unprepared", text)) {
      Shell.Result up = stack.jcompose("up", "-d");

      assertThat(up.exitCode()).isEqualTo(1);
      assertThat(up.error())
          .contains("pre_start hook 1 of service 'web' didn't complete successfully: exit 3")
          .contains("cannot migrate");
      assertThat(stack.jcompose("ps", "-a", "--format", "json").succeeded().lines())
          .anySatisfy(
              line -> assertThat(line).contains("unprepared-web-1", "\"State\":\"created\""));
    }
  }

  @Test
  void aHookThatFailsAfterTheStartFailsUpWithItsOutputAndTheContainerRunsOn() {
    String text =
        """
        services:
          db:
            image: rootfs:/
            command: sleep 1000
            stop_grace_period: 0s
            post_start: [{command: [sh, -c, 'echo no such table; exit 7']}]
          web:
            image: rootfs:/
            command: sleep 1000
            depends_on: [db]
        """;
    try (Stack stack = Stack.of("afterwards", text)) {
      Shell.Result up = stack.jcompose("up", "-d");

      assertThat(up.exitCode()).isEqualTo(1);
      assertThat(up.error())
          .contains("post_start hook 1 of afterwards-db-1", "ended with code 7", "no such table");
      assertThat(stack.jcompose("ps", "-a", "--format", "json").succeeded().lines())
          .anySatisfy(line -> assertThat(line).contains("afterwards-db-1", "\"running\""))
          .anySatisfy(line -> assertThat(line).contains("afterwards-web-1", "\"created\""));
    }
  }

  @Test
  void aHookThatFailsBeforeTheStopFailsDownWhichRemovesAllTheSame() {
    String text =
        """
        services:
          db:
            image: rootfs:/
            command: sleep 1000
            stop_grace_period: 0s
            pre_stop: [{command: /no/such/program}]
        """;
    try (Stack stack = Stack.of("beforehand", text)) {
      stack.jcompose("up", "-d").succeeded();

      Shell.Result down = stack.jcompose("down");

      assertThat(down.exitCode()).isEqualTo(1);
      assertThat(down.error()).contains("'/no/such/program' does not exist in the container");
      assertThat(stack.jcompose("ps", "-aq").succeeded()).isEmpty();
    }
  }

  @Test
  void moreReplicasArePreparedByNobody() {
    String text =
        """
        services:
          web:
            image: rootfs:/
            command: sleep 1000
            stop_grace_period: 0s
            volumes: ["data:/var/data"]
            pre_start: [{command: [sh, -c, 'echo prepared >> /var/data/log']}]
        volumes:
          data:
        """;
    try (Stack stack = Stack.of("wider", text)) {
      stack.jcompose("up", "-d", "--scale", "web=2").succeeded();
      stack.jcompose("up", "-d", "--scale", "web=3").succeeded();

      assertThat(stack.jcompose("ps", "-q", "web").succeeded().lines()).hasSize(3);
      assertThat(log(stack)).isEqualTo("prepared\n");
    }
  }

  private static String log(Stack stack) {
    return stack.jcompose("exec", "-T", "web", "cat", "/var/data/log").succeeded();
  }
}
