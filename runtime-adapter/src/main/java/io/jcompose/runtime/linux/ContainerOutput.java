package io.jcompose.runtime.linux;

import io.jcompose.model.project.ConsoleSettings;
import io.jcompose.model.value.LogDriver;
import io.jcompose.model.value.LogOption;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.logs.ContainerLog;
import io.jcompose.runtime.linux.logs.LogPump;
import io.jcompose.runtime.linux.logs.LogSettings;
import io.jcompose.runtime.linux.logs.Rotation;
import io.jcompose.runtime.linux.logs.driver.ContainerFacts;
import io.jcompose.runtime.linux.logs.driver.LogTarget;
import io.jcompose.runtime.linux.state.ContainerHome;
import io.jcompose.runtime.linux.state.ContainerRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** What becomes of what containers write, by the log driver of each. */
final class ContainerOutput {
  private static final Rotation JSON_FILE = new Rotation(10L << 20, 3);
  private static final Rotation LOCAL = new Rotation(20L << 20, 5);

  /** What {@code up} needs to show what nobody keeps. */
  private static final Rotation WINDOW = new Rotation(1L << 20, 1);

  private final Host host;
  private final LogPump pump;

  ContainerOutput(Host host, LogPump pump) {
    this.host = host;
    this.pump = pump;
  }

  /** Returns the log of a container; what nobody keeps is in memory for a moment. */
  static ContainerLog log(ContainerHome home, ConsoleSettings console) {
    Path directory = console.logDriver() == LogDriver.NONE ? home.window() : home.log();
    return new ContainerLog(home.name(), directory, home.pipe().stdout(), home.pipe().stderr());
  }

  private static ContainerLog log(ContainerHome home, ContainerRecord container) {
    return log(home, container.spec().plan().console());
  }

  /** Makes the empty log of a new container. */
  void create(ContainerHome home, ContainerRecord container) {
    log(home, container).create();
  }

  /** Starts to collect what a container writes; twice is as good as once. */
  void collect(ContainerHome home, ContainerRecord container) {
    pump.collect(log(home, container), settings(container));
  }

  /** Passes on what an ended container has left, if it is to be passed on. */
  void passOn(ContainerHome home, ContainerRecord container) {
    pump.passOn(log(home, container), settings(container));
  }

  /** Takes in what is left after a run, and marks its end. */
  void finish(ContainerHome home) {
    home.container()
        .ifPresent(container -> pump.finish(log(home, container), () -> settings(container)));
  }

  /** Passes on what a container has left that is being removed, if somebody takes it soon. */
  void forget(ContainerHome home) {
    home.container().ifPresent(container -> pump.forget(log(home, container)));
  }

  private LogSettings settings(ContainerRecord container) {
    ConsoleSettings console = container.spec().plan().console();
    var facts = new ContainerFacts(container.id(), container.imageId(), container.spec());
    Optional<LogTarget> target =
        LogTarget.of(
            console, facts, host.root().resolve("run/systemd/journal/socket"), this::hostname);
    return new LogSettings(rotation(console), target);
  }

  private static Rotation rotation(ConsoleSettings console) {
    Rotation usual =
        switch (console.logDriver()) {
          case JSON_FILE, JOURNALD, SYSLOG -> JSON_FILE;
          case LOCAL -> LOCAL;
          case NONE -> WINDOW;
        };
    Optional<OptionalLong> size = console.logOption(LogOption.MAX_SIZE).map(LogOption::maxSize);
    int files =
        console.logOption(LogOption.MAX_FILE).map(LogOption::maxFile).orElse(usual.maxSegments());
    return new Rotation(
        size.map(limit -> limit.orElse(Long.MAX_VALUE)).orElse(usual.maxBytes()), files);
  }

  private String hostname() {
    try {
      return Files.readString(host.proc().resolve("sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return "localhost";
    }
  }
}
