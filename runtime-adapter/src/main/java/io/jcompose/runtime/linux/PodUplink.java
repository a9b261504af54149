package io.jcompose.runtime.linux;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.Signal;
import io.jcompose.runtime.linux.network.PodKey;
import io.jcompose.runtime.linux.network.PodLink;
import io.jcompose.runtime.linux.network.PodNetworks;
import io.jcompose.runtime.linux.network.Uplink;
import io.jcompose.runtime.linux.process.ContainerLauncher;
import io.jcompose.runtime.linux.process.HelperSpec;
import io.jcompose.runtime.linux.process.RunningProcess;
import io.jcompose.runtime.linux.state.PodRecord;
import io.jcompose.runtime.linux.state.ProcessTable;
import io.jcompose.runtime.linux.state.ProjectHome;
import io.jcompose.runtime.linux.state.UplinkRecord;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One pod's program that leads it out. Safe to use from several threads.
 *
 * <p>The program is recorded once it runs; one that a killed process had started but not recorded
 * is found by its control group, and ended before another is started.
 */
final class PodUplink {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration GLANCE = Duration.ofMillis(3);
  // one that has lived that long does not end because it cannot work here
  private static final Duration STEADY = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final int MOST_ATTEMPTS = 8; // the last pause is 13 s

  private final PodKey key;
  private final ProjectHome home;
  private final PodNetworks networks;
  private final ProcessTable processes;
  private final ContainerLauncher launcher;
  private final Consumer<String> warnings;
  private final UplinkKeeper keeper;
  // programs that ended at once: others come first
  private final Set<String> failing = new HashSet<>();
  private @Nullable Running running;
  private boolean wanted;
  private int attempts;

  PodUplink(
      PodKey key,
      ProjectHome home,
      PodNetworks networks,
      ProcessTable processes,
      ContainerLauncher launcher,
      Consumer<String> warnings,
      UplinkKeeper keeper) {
    this.key = key;
    this.home = home;
    this.networks = networks;
    this.processes = processes;
    this.launcher = launcher;
    this.warnings = warnings;
    this.keeper = keeper;
  }

  /** A program under watch. */
  private record Running(RunningProcess process, List<String> command, long since) {
    boolean livedLong() {
      return System.nanoTime() - since > STEADY.toNanos();
    }
  }

  private ContainerName name() {
    return new ContainerName(key.infra() + ".uplink");
  }

  private Path pin() {
    return home.networkNamespace(key.infra());
  }

  /** Sees to it that the pod, which is up, has its way out. */
  synchronized void serve(List<PodLink> links) {
    Optional<UplinkRecord> before = home.uplink(key.infra());
    if (running == null && before.isEmpty() && networks.shortfall().isEmpty()) {
      return; // as on nearly every host
    }
    if (running == null) {
      before.ifPresent(this::adopt);
    }
    List<Uplink> possible = networks.uplinks(links, pin());
    Running present = running;
    if (present != null
        && possible.stream()
            .filter(uplink -> uplink.command().equals(present.command()))
            .anyMatch(uplink -> networks.lead(links, pin(), uplink))) {
      wanted = true;
      return;
    }
    boolean wasThere = present != null || before.isPresent();
    end();
    wanted = !possible.isEmpty();
    if (wanted) {
      attempts = 0;
      start(links, possible)
          .ifPresent(reason -> warnings.accept(key.words() + " has no way out, because " + reason));
    } else if (wasThere) {
      networks.up(key, links, pin()); // the default routes went with it
    }
  }

  private void adopt(UplinkRecord record) {
    launcher
        .adopt(record.process().pid(), record.process().startTicks())
        .ifPresent(process -> watch(process, record.command()));
  }

  private void watch(RunningProcess process, List<String> command) {
    running = new Running(process, command, System.nanoTime());
    process
        .exit()
        .whenComplete((code, failure) -> keeper.later(Duration.ZERO, () -> ended(process)));
  }

  /**
   * Starts the first that works.
   *
   * @return why none does, as a clause
   */
  private Optional<String> start(List<PodLink> links, List<Uplink> possible) {
    Optional<String> reason = Optional.empty();
    for (Uplink uplink : ordered(possible)) {
      try {
        if (start(links, uplink)) {
          return Optional.empty();
        }
        reason =
            Optional.of(
                uplink.program()
                    + " ends at once; see why with '"
                    + String.join(" ", uplink.command())
                    + "'");
      } catch (RuntimeFailure e) {
        failing.add(uplink.program());
        end();
        reason = Optional.of(e.getMessage() + "; " + e.hint());
      }
    }
    return reason;
  }

  private List<Uplink> ordered(List<Uplink> possible) {
    return possible.stream()
        .sorted(Comparator.comparing(uplink -> failing.contains(uplink.program())))
        .collect(Collectors.toUnmodifiableList());
  }

  private boolean start(List<PodLink> links, Uplink uplink) {
    RunningProcess process =
        launcher.launchHelper(new HelperSpec(key.project(), name(), uplink.command()));
    home.save(
        key.infra(),
        UplinkRecord.of(processes.identity(process.pid(), process.startTicks()), uplink.command()));
    CompletableFuture<Integer> exit = process.exit().toCompletableFuture();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!exit.isDone() && System.nanoTime() < end) {
      if (networks.lead(links, pin(), uplink)) {
        watch(process, uplink.command());
        return true;
      }
      LockSupport.parkNanos(GLANCE.toNanos());
    }
    failing.add(uplink.program());
    end();
    return false;
  }

  private synchronized void ended(RunningProcess process) {
    Running present = running;
    if (present == null || !present.process().equals(process)) {
      return; // it was ended
    }
    running = null;
    if (present.livedLong()) {
      attempts = 0;
      failing.clear();
    } else {
      failing.add(Path.of(present.command().get(0)).getFileName().toString());
    }
    putBackLater();
  }

  private void putBackLater() {
    attempts++;
    if (attempts > MOST_ATTEMPTS) {
      end();
      warnings.accept(
          key.words()
              + " has no way out any more, because "
              + String.join(" and ", failing)
              + " end again and again; bring the pod up anew once the reason is gone");
      return;
    }
    // the first end may be somebody's kill: nothing is lost by not waiting
    Duration pause = attempts == 1 ? Duration.ZERO : FIRST_PAUSE.multipliedBy(1L << (attempts - 1));
    keeper.later(pause, this::putBack);
  }

  private synchronized void putBack() {
    Optional<PodRecord> pod = home.pod(key.infra()).filter(PodRecord::started);
    if (!wanted || running != null || pod.isEmpty()) {
      return; // it is wanted no longer, or somebody was faster
    }
    List<PodLink> links = pod.get().links();
    List<Uplink> possible = networks.uplinks(links, pin());
    if (start(links, possible).isPresent()) {
      putBackLater();
    }
  }

  /** Ends the program, recorded or not. */
  synchronized void stop() {
    wanted = false;
    if (running != null || home.uplink(key.infra()).isPresent()) {
      end();
    } else if (networks.shortfall().isPresent()) {
      launcher.cleanUp(key.project(), name()); // started by one that was killed meanwhile
    }
  }

  private void end() {
    Running present = running;
    running = null;
    if (present == null) {
      // where there are no control groups
      home.uplink(key.infra())
          .map(UplinkRecord::process)
          .flatMap(process -> launcher.adopt(process.pid(), process.startTicks()))
          .ifPresent(process -> process.signal(Signal.KILL));
    } else {
      present.process().signal(Signal.KILL);
    }
    launcher.cleanUp(key.project(), name());
    home.forgetUplink(key.infra());
  }
}
