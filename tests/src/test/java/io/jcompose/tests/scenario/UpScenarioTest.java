package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import org.junit.jupiter.api.Test;

/** Whom {@code up} makes and starts, and whom it leaves alone. */
@Privileged
class UpScenarioTest {
  private static final String CHAIN =
      """
      services:
        db: {image: "rootfs:/", command: sleep 1000, stop_grace_period: 0s}
        web:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
          depends_on: [db]
        mail: {image: "rootfs:/", command: sleep 1000, stop_grace_period: 0s}
      """;

  @Test
  void onlyTheNamedServiceAndWhatItDependsOnMustStart() {
    try (Stack stack = Stack.of("chosen", CHAIN)) {
      stack.jcompose("up", "-d", "web").succeeded();

      assertThat(stack.states()).containsOnlyKeys("chosen-db-1", "chosen-web-1");
    }
  }

  @Test
  void withoutDependenciesNoneMustBeMade() {
    try (Stack stack = Stack.of("chosen", CHAIN)) {
      stack.jcompose("up", "-d", "--no-deps", "web").succeeded();

      assertThat(stack.states()).containsOnlyKeys("chosen-web-1");
    }
  }

  @Test
  void withoutDependenciesAStoppedOneMustStayStopped() {
    try (Stack stack = Stack.of("chosen", CHAIN)) {
      stack.jcompose("up", "-d").succeeded();
      stack.jcompose("stop", "db", "web").succeeded();
      stack.jcompose("up", "-d", "--no-deps", "web").succeeded();

      assertThat(stack.states())
          .containsEntry("chosen-web-1", "running")
          .containsEntry("chosen-db-1", "exited");
    }
  }

  @Test
  void aServiceThatIsNotNamedMustStayAsItIsThoughItChanged() {
    try (Stack stack = Stack.of("chosen", CHAIN)) {
      stack.jcompose("up", "-d").succeeded();
      long mail = stack.pid("chosen-mail-1");
      stack.rewrite(CHAIN.replace("mail: {", "mail: {environment: {K: changed}, "));
      stack.jcompose("up", "-d", "web").succeeded();

      assertThat(stack.pid("chosen-mail-1")).isEqualTo(mail);
    }
  }

  @Test
  void aStoppedContainerMustBeStartedWithWhatItWrote() {
    try (Stack stack = Stack.of("chosen", CHAIN)) {
      stack.jcompose("up", "-d", "mail").succeeded();
      stack.exec("mail", "sh", "-c", "echo kept > /var/tmp/note");
      stack.jcompose("stop").succeeded();
      stack.jcompose("up", "-d", "mail").succeeded();

      assertThat(stack.exec("mail", "cat", "/var/tmp/note")).isEqualTo("kept\n");
    }
  }

  @Test
  void servicesMustBeFoundByPattern() {
    try (Stack stack = Stack.of("chosen", CHAIN)) {
      stack.jcompose("up", "-d", "m*").succeeded();

      assertThat(stack.states()).containsOnlyKeys("chosen-mail-1");
    }
  }

  @Test
  void aServiceOfNoReplicasMustNotBeWaitedFor() {
    try (Stack stack = Stack.of("chosen", CHAIN)) {
      stack.jcompose("up", "-d", "--scale", "db=0", "web").succeeded();

      assertThat(stack.states()).containsOnlyKeys("chosen-web-1");
    }
  }

  @Test
  void withoutDependenciesAServiceMustNotStartOnVolumesThatNobodyHas() {
    String text =
        CHAIN
            + """
              side:
                image: rootfs:/
                command: sleep 1000
                stop_grace_period: 0s
                volumes_from: [db]
            """;
    try (Stack stack = Stack.of("chosen", text)) {
      Shell.Result up = stack.jcompose("up", "-d", "--no-deps", "side");

      assertThat(up.exitCode()).as(up.output() + up.error()).isEqualTo(1);
      assertThat(up.error()).contains("db");
    }
  }

  @Test
  void aVolumeThatNobodyUsesMustNotBeMade() {
    try (Stack stack = Stack.of("chosen", CHAIN + "volumes: {spare: }\n")) {
      stack.jcompose("up", "-d", "mail").succeeded();

      assertThat(stack.jcompose("volumes", "-q").succeeded()).isEmpty();
    }
  }

  @Test
  void aVolumeThatNobodyUsesMustBeMadeIfAllResourcesAreAskedFor() {
    try (Stack stack = Stack.of("chosen", CHAIN + "volumes: {spare: }\n")) {
      stack.jcompose("--all-resources", "up", "-d", "mail").succeeded();

      assertThat(stack.jcompose("volumes", "-q").succeeded()).isEqualTo("chosen_spare\n");
    }
  }

  @Test
  void anImageMustBeFoundByItsBareId() {
    try (Stack stack = Stack.of("chosen", CHAIN)) {
      BusyboxImage.withEnvironment("box:1", "K=image").load(stack);
      String id = stack.jcompose("images", "-q").succeeded().strip();
      stack.rewrite(
          """
          services:
            box: {image: "%s", stop_grace_period: 0s}
          """
              .formatted(id));
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.exec("box", "env")).contains("K=image\n");
    }
  }

  @Test
  void anExternalNetworkThatIsMissingMustFailItsUsers() {
    try (Stack stack = Stack.of("chosen", withForeignNetwork())) {
      Shell.Result up = stack.jcompose("up", "-d", "far");

      assertThat(up.exitCode()).isEqualTo(1);
      assertThat(up.error()).contains("'elsewhere' does not exist");
      assertThat(stack.states()).isEmpty();
    }
  }

  @Test
  void anExternalNetworkThatIsMissingMustNotFailThoseWhoDoWithoutIt() {
    try (Stack stack = Stack.of("chosen", withForeignNetwork())) {
      stack.jcompose("up", "-d", "mail").succeeded();

      assertThat(stack.states()).containsEntry("chosen-mail-1", "running");
    }
  }

  private static String withForeignNetwork() {
    return CHAIN
        + """
          far:
            image: rootfs:/
            command: sleep 1000
            networks: [elsewhere]
        networks: {elsewhere: {external: true}}
        """;
  }
}
