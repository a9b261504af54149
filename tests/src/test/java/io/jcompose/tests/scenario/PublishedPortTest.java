package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

@Privileged
class PublishedPortTest {
  private static final String WEB =
      """
      services:
        web:
          image: rootfs:/
          command: busybox httpd -f -p 8080 -h /srv/www
          stop_grace_period: 0s
          ports: ["${PORT}:8080"]
          volumes: ["./www:/srv/www:ro,z"]
      """;

  @Test
  void aPublishedPortAnswersOnLoopbackOnTheHostsAddressesAndOnIpv6() throws Exception {
    String port = Stack.freePort();
    try (Stack stack = Stack.of("web", WEB, Map.of("PORT", port))) {
      Files.createDirectory(stack.directory().resolve("www"));
      Files.writeString(stack.directory().resolve("www/index.html"), "served\n");
      stack.jcompose("up", "-d").succeeded();

      await()
          .untilAsserted(
              () ->
                  assertThat(Shell.run("curl", "-s", "http://127.0.0.1:" + port + "/").output())
                      .isEqualTo("served\n"));
      assertThat(Shell.run("curl", "-s", "http://[::1]:" + port + "/").output())
          .isEqualTo("served\n");
      assertThat(stack.jcompose("ps").succeeded()).contains(port + "->8080/tcp");

      stack.jcompose("stop").succeeded();
      assertThat(Shell.run("curl", "-s", "http://127.0.0.1:" + port + "/").exitCode()).isNotZero();
    }
  }

  @Test
  void thePortAnswersWhileTheSupervisorIsDead() throws Exception {
    String port = Stack.freePort();
    try (Stack stack = Stack.of("headless", WEB, Map.of("PORT", port))) {
      Files.createDirectory(stack.directory().resolve("www"));
      Files.writeString(stack.directory().resolve("www/index.html"), "served\n");
      stack.jcompose("up", "-d").succeeded();
      Shell.run("kill", "-9", Long.toString(stack.supervisorPid())).succeeded();

      await()
          .untilAsserted(
              () ->
                  assertThat(Shell.run("curl", "-s", "http://127.0.0.1:" + port + "/").output())
                      .isEqualTo("served\n"));
    }
  }
}
