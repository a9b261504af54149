package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each option of {@code run} changes of the service's container. */
@Privileged
class RunOptionsTest {
  private static final String BOX =
      """
      services:
        box:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
      """;

  private static final String SERVER =
      """
      services:
        server:
          image: rootfs:/
          command: busybox httpd -f -p 8080 -h /var/tmp
          stop_grace_period: 0s
          ports: ["${PORT}:8080"]
      """;

  @Test
  void aFolderOfTheHostMustBeMountedBesidesWhatTheServiceMounts() throws Exception {
    try (Stack stack = Stack.of("run-volume", BOX)) {
      Path folder = Files.createDirectory(stack.scratch().resolve("given"));
      String mount = folder + ":/srv/given";

      stack.jcompose("run", "--rm", "-v", mount, "box", "touch", "/srv/given/made").succeeded();

      assertThat(folder.resolve("made")).exists();
    }
  }

  @Test
  void aPublishedPortMustLeadToTheOneOff() {
    String port = Stack.freePort();
    try (Stack stack = Stack.of("run-publish", SERVER, Map.of("PORT", Stack.freePort()))) {
      stack.jcompose("run", "-d", "-p", port + ":8080", "server").succeeded();

      await().untilAsserted(() -> assertThat(status(port)).isEqualTo("404"));
    }
  }

  @Test
  void servicePortsMustLeadToTheOneOffWhenTheyAreAskedFor() {
    String port = Stack.freePort();
    try (Stack stack = Stack.of("run-ports", SERVER, Map.of("PORT", port))) {
      stack.jcompose("run", "-d", "--service-ports", "server").succeeded();

      await().untilAsserted(() -> assertThat(status(port)).isEqualTo("404"));
    }
  }

  @Test
  void portsOfTheServiceMustNotBePublishedUnasked() {
    String port = Stack.freePort();
    try (Stack stack = Stack.of("run-no-ports", SERVER, Map.of("PORT", port))) {
      stack.jcompose("run", "-d", "--name", "quiet", "server").succeeded();
      long pid = stack.pid("quiet");
      await().untilAsserted(() -> assertThat(Shell.inside(pid, "ss", "-Hltn")).contains(":8080"));

      assertThat(status(port)).isEqualTo("000");
    }
  }

  @Test
  void theProgramMustRunAsTheUserThatIsAskedFor() {
    try (Stack stack = Stack.of("run-user", BOX)) {
      stack.jcompose("run", "-d", "--name", "other", "-u", "65534:12", "box").succeeded();

      assertThat(Shell.run("stat", "-c", "%u:%g", "/proc/" + stack.pid("other")).succeeded())
          .isEqualTo("65534:12\n");
    }
  }

  @Test
  void theProgramMustRunInTheDirectoryThatIsAskedFor() {
    try (Stack stack = Stack.of("run-workdir", BOX)) {
      assertThat(stack.jcompose("run", "--rm", "-w", "/var/tmp", "box", "pwd").succeeded())
          .isEqualTo("/var/tmp\n");
    }
  }

  @Test
  void aLabelMustBeAddedToTheServices() {
    String text = BOX + "    labels: {own: kept}\n";
    try (Stack stack = Stack.of("run-label", text)) {
      stack.jcompose("run", "-d", "-l", "team=red", "box").succeeded();

      assertThat(stack.jcompose("ps", "-a", "--format", "{{.Labels}}").succeeded())
          .contains("team=red")
          .contains("own=kept");
    }
  }

  @Test
  void anEntrypointMustReplaceTheServicesAndDropItsCommand() {
    try (Stack stack = Stack.of("run-entrypoint", BOX)) {
      assertThat(stack.jcompose("run", "--rm", "--entrypoint", "echo a", "box").succeeded())
          .isEqualTo("a\n");
    }
  }

  @Test
  void theContainerMustHaveTheNameThatIsAskedFor() {
    try (Stack stack = Stack.of("run-name", BOX)) {
      assertThat(stack.jcompose("run", "-d", "--name", "chosen", "box").succeeded())
          .isEqualTo("chosen\n");
      assertThat(Listed.of(stack, "chosen").service()).isEqualTo("box");
    }
  }

  @Test
  void othersMustFindTheOneOffByTheServicesNameOnlyIfAliasesAreAskedFor() {
    String text =
        BOX
            + """
              other:
                image: rootfs:/
                command: sleep 1000
                stop_grace_period: 0s
            x-jcompose: {topology: bridge}
            """;
    try (Stack stack = Stack.of("run-aliases", text)) {
      stack.jcompose("up", "-d", "other").succeeded();

      stack.jcompose("run", "-d", "box").succeeded();
      String[] ask = {"exec", "-T", "other", "getent", "hosts", "box"};
      assertThat(stack.jcompose(ask).exitCode()).isNotZero();

      stack.jcompose("run", "-d", "--use-aliases", "box").succeeded();
      await().untilAsserted(() -> assertThat(stack.jcompose(ask).exitCode()).isZero());
    }
  }

  /** Returns the status of the answer, {@code 000} if there is none. */
  private static String status(String port) {
    return Shell.run(
            "curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "http://127.0.0.1:" + port)
        .output();
  }
}
