package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which containers {@code ps} lists, and in which form; what {@code port} and {@code ls} add. */
@Privileged
class PsTest {
  private static final String THREE =
      """
      services:
        done:
          image: rootfs:/
          command: sh -c 'exit 3'
        idle:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
          scale: 2
        web:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
          ports: ["127.0.0.1:${PORT}:8080"]
      """;

  private static Stack three(String name) {
    return Stack.of(name, THREE, Map.of("PORT", Stack.freePort()));
  }

  /** Starts all, and waits until the service 'done' is. */
  private static void bringUp(Stack stack) {
    stack.jcompose("up", "-d").succeeded();
    await()
        .untilAsserted(
            () ->
                assertThat(Listed.all(stack))
                    .filteredOn("service", "done")
                    .extracting(Listed::state)
                    .containsExactly("exited"));
  }

  private static String names(Stack stack, String... options) {
    String[] words = new String[options.length + 3];
    System.arraycopy(new String[] {"ps", "--format", "{{.Name}}"}, 0, words, 0, 3);
    System.arraycopy(options, 0, words, 3, options.length);
    return stack.jcompose(words).succeeded();
  }

  @Test
  void onlyWhatRunsMustBeListedUnlessAllIsAskedFor() {
    try (Stack stack = three("ps-all")) {
      bringUp(stack);
      assertThat(names(stack)).isEqualTo("ps-all-idle-1\nps-all-idle-2\nps-all-web-1\n");
      assertThat(names(stack, "-a")).contains("ps-all-done-1\n");
    }
  }

  @Test
  void aStatusMustChooseContainersThatDoNotRunToo() {
    try (Stack stack = three("ps-status")) {
      bringUp(stack);
      stack.jcompose("pause", "web").succeeded();

      assertThat(names(stack, "--status", "exited")).isEqualTo("ps-status-done-1\n");
      assertThat(names(stack, "--filter", "status=paused")).isEqualTo("ps-status-web-1\n");
    }
  }

  @Test
  void namedServicesMustBeListedAlone() {
    try (Stack stack = three("ps-named")) {
      bringUp(stack);
      assertThat(names(stack, "idle")).isEqualTo("ps-named-idle-1\nps-named-idle-2\n");
    }
  }

  @Test
  void servicesMustBeListedOnceHoweverManyReplicasRun() {
    try (Stack stack = three("ps-services")) {
      bringUp(stack);
      assertThat(stack.jcompose("ps", "--services").succeeded()).isEqualTo("idle\nweb\n");
    }
  }

  @Test
  void orphansMustBeLeftOutIfThatIsAskedFor() {
    try (Stack stack = three("ps-orphans")) {
      bringUp(stack);
      stack.rewrite(THREE.substring(0, THREE.indexOf("  web:")));
      stack.jcompose("up", "-d").succeeded();

      assertThat(names(stack)).contains("ps-orphans-web-1");
      assertThat(names(stack, "--orphans=false")).doesNotContain("ps-orphans-web-1");
    }
  }

  @Test
  void anExitCodeMustBeShownInTheTableAndAsANumber() {
    try (Stack stack = three("ps-code")) {
      bringUp(stack);
      assertThat(stack.jcompose("ps", "-a", "done").succeeded()).contains("Exited (3)");
      assertThat(stack.jcompose("ps", "-a", "--format", "json", "done").succeeded())
          .contains("\"ExitCode\":3");
    }
  }

  @Test
  void publishedPortsMustBeTheOnesThatPortTells() {
    try (Stack stack = three("ps-ports")) {
      bringUp(stack);
      String address = stack.jcompose("port", "web", "8080").succeeded().strip();

      assertThat(address).startsWith("127.0.0.1:");
      assertThat(stack.jcompose("ps", "web").succeeded()).contains(address + "->8080/tcp");
      assertThat(Shell.run("ss", "-Hltn").output() + Shell.run("nft", "list", "ruleset").output())
          .contains(address.substring(address.indexOf(':') + 1));
    }
  }

  @Test
  void aPortThatIsNotPublishedMustBeAFailure() {
    try (Stack stack = three("ps-unpublished")) {
      bringUp(stack);
      Shell.Result port = stack.jcompose("port", "web", "8081");

      assertThat(port.exitCode()).isEqualTo(1);
      assertThat(port.output()).isEmpty();
      assertThat(port.error()).contains("8081").contains("8080/tcp");
    }
  }

  @Test
  void anExpressionMustChooseAmongProjects() {
    try (Stack stack = three("ps-listed")) {
      bringUp(stack);
      assertThat(stack.jcompose("ls", "-q", "--filter", "name=^ps-l").succeeded())
          .isEqualTo("ps-listed\n");
      assertThat(stack.jcompose("ls", "-q", "--filter", "name=^listed").succeeded()).isEmpty();
    }
  }
}
