package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

@Privileged
class RebootTest {
  private static final int SERVICES = 10;

  @Test
  void oneUpAfterABootRestoresTenChainedServicesInOrderWithTheirVolumes() {
    try (Stack stack = Stack.of("booted", chain())) {
      Reboot reboot = new Reboot(stack);
      stack.jcompose("up", "-d", "--wait").succeeded();
      Map<String, String> before = ids(stack);
      assertThat(before).hasSize(SERVICES + 1);

      reboot.happen();
      stack.jcompose("up", "-d", "--wait").succeeded();

      assertThat(ids(stack)).isEqualTo(before);
      assertThat(starts(stack)).isSorted().doesNotHaveDuplicates();
      // what they wrote before is still there, and nobody waited for another set-up
      List<String> expected = new ArrayList<>(List.of("setup"));
      for (int i = 1; i <= SERVICES; i++) {
        expected.addAll(List.of("s" + i, "s" + i));
      }
      assertThat(stack.jcompose("exec", "-T", "s1", "cat", "/var/data/log").succeeded().lines())
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  /** Every third waits until the one before is healthy, and the first for a one-shot. */
  private static String chain() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        services:
          setup:
            image: rootfs:/
            command: sh -c 'echo setup >> /var/data/log'
            volumes: ["data:/var/data"]
        """);
    for (int i = 1; i <= SERVICES; i++) {
      String restart = List.of("no", "always", "unless-stopped").get(i % 3);
      String before = i == 1 ? "setup" : "s" + (i - 1);
      String condition =
          i == 1
              ? "service_completed_successfully"
              : i % 3 == 0 ? "service_healthy" : "service_started";
      text.append(
          """
            s%d:
              image: rootfs:/
              command: sh -c 'echo s%d >> /var/data/log; exec sleep 1000'
              stop_grace_period: 0s
              restart: "%s"
              volumes: ["data:/var/data"]
              healthcheck: {test: [CMD, "true"], interval: 2s, start_period: 60s, start_interval: 200ms}
              depends_on: {%s: {condition: %s}}
          """
              .formatted(i, i, restart, before, condition));
    }
    return text + "volumes:\n  data:\n";
  }

  /** Returns when the chained services' present runs began, in the order of the chain. */
  private static List<Instant> starts(Stack stack) {
    List<Instant> starts = new ArrayList<>();
    for (int i = 1; i <= SERVICES; i++) {
      Path run =
          stack.scratch().resolve("state/projects/booted/containers/booted-s" + i + "-1/run.json");
      try {
        String text = Files.readString(run);
        starts.add(Instant.parse(text.replaceAll("(?s).*\"started\":\"([^\"]*)\".*", "$1")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return starts;
  }

  private static Map<String, String> ids(Stack stack) {
    Map<String, String> ids = new TreeMap<>();
    for (String line :
        stack.jcompose("ps", "-a", "--format", "json").succeeded().lines().toList()) {
      String service = line.replaceAll(".*\"Service\":\"([^\"]*)\".*", "$1");
      if (!service.isEmpty()) {
        ids.put(service, line.replaceAll(".*\"ID\":\"([^\"]*)\".*", "$1"));
      }
    }
    return ids;
  }
}
