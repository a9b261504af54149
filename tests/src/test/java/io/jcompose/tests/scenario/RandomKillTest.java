package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Whatever is killed at whatever moment, one {@code up} reaches what is wanted, and {@code down}
 * leaves nothing.
 *
 * <p>{@code -Djcompose.kills=N} says how often (few in a usual build), {@code -Djcompose.seed=N}
 * repeats a run; what was done in which round is said if one fails.
 */
@Privileged
class RandomKillTest {
  private static final int ROUNDS = Integer.getInteger("jcompose.kills", 8);
  private static final long SEED = Long.getLong("jcompose.seed", 20261127);
  private static final int LONGEST_DELAY_MILLIS = 900;
  private static final String FILE =
      """
      services:
        db:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
          healthcheck: {test: [CMD, "true"], interval: 1s, start_period: 5s, start_interval: 100ms}
          volumes: ["data:/var/data"]
          environment: {MODE: "%d"}
        setup:
          image: rootfs:/
          command: sh -c 'echo done >> /var/data/log'
          volumes: ["data:/var/data"]
          depends_on: {db: {condition: service_healthy}}
        web:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
          restart: always
          volumes: [/var/cache/own]
          environment: {MODE: "%d"}
          depends_on: {setup: {condition: service_completed_successfully}}
      volumes:
        data:
      """;

  private final Random random = new Random(SEED);

  @Test
  void oneUpAfterAnyKillReachesWhatIsWantedAndDownLeavesNothing() throws Exception {
    try (Stack stack = Stack.of("killed", FILE.formatted(0, 0))) {
      for (int round = 1; round <= ROUNDS; round++) {
        HostSnapshot before = HostSnapshot.take();
        String story = "seed " + SEED + ", round " + round + ": " + disturb(stack);

        Shell.Result up = stack.jcompose("up", "-d", "--wait");
        assertThat(up.exitCode()).as(story + "\n" + up.error()).isZero();
        assertThat(stack.jcompose("ps", "--format", "json").succeeded().lines())
            .as(story)
            .hasSize(2)
            .anySatisfy(line -> assertThat(line).contains("killed-db-1", "\"Health\":\"healthy\""))
            .anySatisfy(line -> assertThat(line).contains("killed-web-1"));
        Shell.Result down = stack.jcompose("down", "-v");
        assertThat(down.exitCode()).as(story + "\n" + down.error()).isZero();
        assertThat(HostSnapshot.take().addedSince(before)).as(story).isEmpty();
      }
    }
  }

  /** Lets a command do something, kills somebody meanwhile, and says what it did. */
  private String disturb(Stack stack) throws Exception {
    if (random.nextBoolean()) {
      stack.jcompose("up", "-d");
    }
    stack.rewrite(FILE.formatted(random.nextInt(2), random.nextInt(2)));
    List<String> words = command();
    Path output = stack.scratch().resolve("output");
    Path error = stack.scratch().resolve("error");
    Process command = stack.start(output, error, words.toArray(String[]::new));
    int delay = random.nextInt(LONGEST_DELAY_MILLIS);
    String victim =
        command.waitFor(delay, TimeUnit.MILLISECONDS)
            ? "nobody: the command was faster"
            : kill(stack, command);
    assertThat(command.waitFor(60, TimeUnit.SECONDS))
        .as(
            () ->
                "%s after %s; processes:\n%s"
                    .formatted(
                        words,
                        victim,
                        Shell.run("ps", "-eo", "pid,ppid,stat,wchan:24,args").output()))
        .isTrue();
    return String.join(" ", words) + ", after " + delay + " ms killed " + victim;
  }

  private List<String> command() {
    return switch (random.nextInt(5)) {
      case 0 -> List.of("up", "-d");
      case 1 -> List.of("up", "-d", "--force-recreate");
      case 2 -> List.of("restart");
      case 3 -> List.of("stop");
      default -> List.of("down");
    };
  }

  private String kill(Stack stack, Process command) {
    List<Long> containers = new ArrayList<>();
    for (String line : stack.jcompose("ps", "--format", "json").output().lines().toList()) {
      if (line.contains("\"Pid\":")) {
        containers.add(Long.parseLong(line.replaceAll(".*\"Pid\":(\\d+).*", "$1")));
      }
    }
    return switch (random.nextInt(3)) {
      case 0 -> {
        command.descendants().forEach(ProcessHandle::destroyForcibly);
        command.destroyForcibly();
        yield "the command";
      }
      case 1 -> {
        Optional<Long> supervisor = stack.findSupervisor();
        supervisor.flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroyForcibly);
        yield "supervisor " + supervisor;
      }
      default -> {
        Optional<Long> container =
            containers.isEmpty()
                ? Optional.empty()
                : Optional.of(containers.get(random.nextInt(containers.size())));
        container.flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroyForcibly);
        yield "the container with pid " + container;
      }
    };
  }
}
