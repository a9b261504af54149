package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Updates a few replicas at a time, on real containers. */
@Privileged
class UpdateTest {
  private static final String SLEEPERS =
      """
      services:
        web:
          image: rootfs:/
          command: sleep %s
          stop_signal: SIGKILL
          scale: 3
          deploy: {update_config: {monitor: 500ms}}
      """;

  private static final String WEB =
      """
      services:
        web:
          image: rootfs:/
          command: busybox httpd -f -p 8080 -h /srv/www
          environment: {VERSION: "%s"}
          stop_grace_period: 0s
          ports: ["${PORT}:8080"]
          volumes: ["./www:/srv/www:ro,z"]
          healthcheck:
            test: [CMD, busybox, wget, -q, -O, /dev/null, "http://127.0.0.1:8080/"]
            interval: 200ms
          deploy: {update_config: {monitor: 300ms, order: start-first}}
      """;

  private static final String BREAKING =
      """
      services:
        web:
          image: rootfs:/
          command: sh -c '%s'
          stop_signal: SIGKILL
          deploy: {update_config: {monitor: 3s, failure_action: rollback}}
      """;

  @Test
  void oneAfterTheOtherMustLeaveAllOthersRunning() {
    try (Stack stack = Stack.of("rolling", SLEEPERS.formatted("1000"))) {
      stack.jcompose("up", "-d").succeeded();
      stack.rewrite(SLEEPERS.formatted("2000"));
      stack.jcompose("up", "-d").succeeded();

      assertThat(running(stack)).endsWith(3, 2, 3, 2, 3, 2, 3);
    }
  }

  /** Returns how many containers ran after each start and end. */
  private static List<Integer> running(Stack stack) {
    List<Integer> running = new ArrayList<>();
    int now = 0;
    String events = stack.jcompose("events", "--since", "10m", "--until", "0s").succeeded();
    for (String line : events.lines().toList()) {
      boolean starts = line.contains(" container start ");
      if (starts || line.contains(" container die ")) {
        now += starts ? 1 : -1;
        running.add(now);
      }
    }
    return running;
  }

  @Test
  void startFirstMustKeepAPublishedPortAnswering() throws Exception {
    String port = Stack.freePort();
    try (Stack stack = Stack.of("startfirst", WEB.formatted("1"), Map.of("PORT", port))) {
      Files.createDirectory(stack.directory().resolve("www"));
      Files.writeString(stack.directory().resolve("www/index.html"), "served\n");
      stack.jcompose("up", "-d", "--wait").succeeded();
      stack.rewrite(WEB.formatted("2"));

      try (Requests requests = new Requests(Integer.parseInt(port))) {
        await().until(() -> requests.answered() > 10);
        stack.jcompose("up", "-d").succeeded();
        int before = requests.answered();
        await().until(() -> requests.answered() > before + 10);

        assertThat(stack.jcompose("ps", "--format", "json").succeeded())
            .contains("startfirst-web-1")
            .doesNotContain("startfirst-web-2");
        // while the port moves to the spare and back a new connection can be refused
        assertThat(requests.longestSilence()).isLessThan(Duration.ofMillis(500));
      }
    }
  }

  @Test
  void aBrokenVersionMustLeaveTheOldOneRunning() throws IOException {
    try (Stack stack = Stack.of("breaking", BREAKING.formatted("sleep 1000"))) {
      stack.jcompose("up", "-d").succeeded();
      stack.rewrite(BREAKING.formatted("echo no such table; exit 3"));

      Shell.Result update = stack.jcompose("up", "-d");

      assertThat(update.exitCode()).isEqualTo(1);
      assertThat(update.error())
          .contains("no such table")
          .contains("the update of service 'web' was rolled back: its replicas are as they were");
      long pid = stack.pid("breaking-web-1");
      assertThat(Files.readString(Path.of("/proc/" + pid + "/cmdline"))).contains("sleep");
    }
  }
}
