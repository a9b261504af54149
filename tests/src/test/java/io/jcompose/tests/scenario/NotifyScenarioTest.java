package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What whoever waits at {@code NOTIFY_SOCKET} hears of a real {@code up}. */
@Privileged
class NotifyScenarioTest {
  private static final String SLOWLY_HEALTHY =
      """
      services:
        web:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
          healthcheck: {test: test -e /tmp/healthy, interval: 100ms, retries: 1000}
      """;

  @Test
  void readyComesOnlyOnceAllAreHealthyAndContainersDoNotKnowWhere() throws Exception {
    try (Stack stack = Stack.of("notify", SLOWLY_HEALTHY)) {
      Path socket = stack.scratch().resolve("notify.sock");
      Path heard = stack.scratch().resolve("heard");
      Process listener =
          Shell.start(
              stack.scratch(),
              Map.of(),
              List.of("socat", "-u", "UNIX-RECVFROM:" + socket + ",fork", "-"),
              heard,
              stack.scratch().resolve("complaints"));
      try {
        await().until(() -> Files.exists(socket));
        stack.with("NOTIFY_SOCKET", socket.toString());
        Path error = stack.scratch().resolve("err");
        Process up = stack.start(stack.scratch().resolve("out"), error, "up");

        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(
                () -> assertThat(heard).content().contains("STATUS=Started; waiting until"));
        assertThat(heard).content().contains("EXTEND_TIMEOUT_USEC=").doesNotContain("READY=1");
        assertThat(up.isAlive()).as(Files.readString(error)).isTrue();
        assertThat(stack.exec("web", "env")).doesNotContain("NOTIFY_SOCKET");
        assertThat(Files.readString(Path.of("/proc/" + stack.pid("notify-web-1") + "/environ")))
            .doesNotContain("NOTIFY_SOCKET");

        stack.exec("web", "touch", "/tmp/healthy");
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> assertThat(heard).content().contains("READY=1"));

        up.destroy();
        assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
        await().untilAsserted(() -> assertThat(heard).content().contains("STOPPING=1"));
      } finally {
        listener.destroy();
        assertThat(listener.waitFor(10, TimeUnit.SECONDS)).isTrue();
      }
    }
  }
}
