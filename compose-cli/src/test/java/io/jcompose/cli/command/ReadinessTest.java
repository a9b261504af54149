package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import io.jcompose.scheduler.fake.FakeProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a foreground {@code up} tells the service manager that started it. */
@Timeout(60)
class ReadinessTest {
  private static final Duration LATER = Duration.ofMillis(1_500);

  @TempDir private Path directory;
  private CommandLineUnderTest jcompose;
  private final Told told = new Told();

  @BeforeEach
  void open() {
    jcompose =
        new CommandLineUnderTest(directory)
            .file(
                """
                name: shop
                services:
                  web:
                    image: "rootfs:/"
                    command: web
                    stop_grace_period: 0s
                    healthcheck: {test: [CMD, ping], interval: 20ms, retries: 2}
                """);
    jcompose.runtime().program(List.of("web"), FakeProgram.exitAfter(LATER, 0));
    jcompose.isStartedBy(told);
  }

  @AfterEach
  void close() {
    jcompose.run("down", "-t", "0");
    jcompose.close();
  }

  @Test
  void itIsReadyOnceAllAreHealthyAndTellsItsEnd() {
    jcompose.runtime().program(List.of("ping"), FakeProgram.exit(0));

    Result result = jcompose.run("up");

    assertThat(result.code()).as(result.error()).isZero();
    assertThat(told.messages)
        .containsExactly(
            "Starting",
            "Started; waiting until all services are ready",
            "ready: All services are up",
            "stopping");
  }

  @Test
  void eachStepIsASignOfProgress() {
    jcompose.runtime().program(List.of("ping"), FakeProgram.exit(0));

    jcompose.run("up");

    assertThat(told.progress).hasPositiveValue();
  }

  @Test
  void aSupervisorThatRunsHandsTheProjectOverToTheManagersProcess() {
    jcompose.runtime().program(List.of("ping"), FakeProgram.exit(0));
    assertThat(jcompose.run("up", "-d").code()).isZero();
    assertThat(jcompose.isSupervised("shop")).isTrue();

    Result result = jcompose.run("up");

    assertThat(result.code()).as(result.error()).isZero();
    assertThat(told.messages).contains("ready: All services are up");
    assertThat(jcompose.runtime().journal()).containsOnlyOnce("start shop-web-1");
  }

  @Test
  void anUnhealthyProjectIsNotReadyAndItIsToldWhy() {
    jcompose.runtime().program(List.of("ping"), FakeProgram.exit(1));

    jcompose.run("up");

    assertThat(told.messages)
        .noneMatch(message -> message.startsWith("ready"))
        .anyMatch(message -> message.startsWith("Not ready: ") && message.contains("web"))
        .endsWith("stopping");
  }

  @Test
  void aProjectThatBecomesHealthyAfterAllIsReadyThen() {
    jcompose.runtime().program(List.of("ping"), FakeProgram.succeedAfter(4));

    jcompose.run("up");

    assertThat(told.messages)
        .anyMatch(message -> message.startsWith("Not ready: "))
        .contains("ready: All services are up");
  }

  @Test
  void inTheBackgroundItTellsNothing() {
    jcompose.runtime().program(List.of("ping"), FakeProgram.exit(0));

    assertThat(jcompose.run("up", "-d").code()).isZero();

    assertThat(told.messages).isEmpty();
  }

  /** A service manager that remembers. */
  private static final class Told implements ServiceManager {
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger progress = new AtomicInteger();

    @Override
    public boolean isListening() {
      return true;
    }

    @Override
    public void status(String words) {
      messages.add(words);
    }

    @Override
    public void progressing() {
      progress.incrementAndGet();
    }

    @Override
    public void ready(String words) {
      messages.add("ready: " + words);
    }

    @Override
    public void stopping() {
      messages.add("stopping");
    }
  }
}
