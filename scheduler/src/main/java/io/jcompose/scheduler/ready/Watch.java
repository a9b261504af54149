package io.jcompose.scheduler.ready;

import io.jcompose.model.error.JcomposeException;
import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.plan.HealthProbe;
import io.jcompose.model.project.Hook;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.Signal;
import io.jcompose.scheduler.event.ContainerAction;
import io.jcompose.scheduler.event.Event;
import io.jcompose.scheduler.event.EventSink;
import io.jcompose.scheduler.runtime.ContainerNotes;
import io.jcompose.scheduler.runtime.ContainerNotes.Health;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.Containers;
import io.jcompose.scheduler.runtime.ExitStatus;
import io.jcompose.scheduler.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * One container under supervision. Whatever starts, stops or removes it takes turns, so that its
 * restart policy cannot come between the steps of somebody who acts on it.
 */
final class Watch {
  /** As many as docker keeps. */
  private static final int KEPT_PROBES = 5;

  private final ContainerName name;
  private final String id;
  private final ContainerSpec spec;
  private final ContainerRuntime runtime;
  private final EventSink events;
  private final Timer timer;
  private final Executor workers;
  private final Prober prober;
  private final Runnable changed;
  private final ReentrantLock turn = new ReentrantLock();

  // Guarded by this. Told to nobody but the runtime: it is what the container's notes say.
  private ContainerNotes notes;

  // Guarded by this. In memory alone: a write for each probe would wear the disk.
  private final Deque<Event.Probed> probes = new ArrayDeque<>();

  // Guarded by turn, read by anybody.
  private volatile boolean running;
  private volatile boolean restartPending;

  /** From the end of a run until that is told and it is known whether another follows. */
  private volatile boolean ending;

  private final AtomicInteger hooks = new AtomicInteger();

  // Of the present run.
  private volatile boolean wasHealthy;

  // Guarded by turn.
  private long run;
  private Instant started = Instant.EPOCH;
  private RestartBackoff backoff = RestartBackoff.NONE;
  private Timer.Alarm restartAlarm = () -> {};
  private Timer.Alarm killAlarm = () -> {};
  private Optional<HealthMonitor> monitor = Optional.empty();
  private boolean closed;

  Watch(
      ContainerStatus status,
      ContainerRuntime runtime,
      EventSink events,
      Timer timer,
      Executor workers,
      Runnable changed) {
    this.name = status.name();
    this.id = status.id();
    this.spec = status.spec();
    this.notes = status.notes();
    this.runtime = runtime;
    this.events = events;
    this.timer = timer;
    this.workers = workers;
    this.prober = new Prober(runtime.containers(), timer);
    this.changed = changed;
  }

  /** Returns the service that it is of. */
  ServiceName service() {
    return spec.plan().service();
  }

  /** Returns whether it runs or will without anybody asking for it. */
  boolean active() {
    return running || ending || restartPending;
  }

  /** Returns whether it is to be removed once it has ended. */
  boolean isRemovedAtEnd() {
    return spec.plan().upkeep().removedAtEnd();
  }

  /** Takes up a container as it was found. */
  void adopt(ContainerStatus status) {
    turn.lock();
    try {
      if (running || closed) {
        return;
      }
      if (status.running()) {
        attach(status.started().orElse(timer.now()), healthOf(status));
        if (status.paused()) {
          monitor.ifPresent(HealthMonitor::rest);
        }
      } else if (!restartPending && RestartRule.comesBack(status)) {
        planRestart(status.ranFor());
      }
    } finally {
      turn.unlock();
    }
  }

  private static Health healthOf(ContainerStatus status) {
    return status.notes().health().orElse(Health.STARTING);
  }

  /** Starts it because somebody asked for it: what was before is forgotten. */
  void start() {
    turn.lock();
    try {
      cancelRestart();
      if (stillRuns()) {
        return;
      }
      ContainerNotes before = notes();
      backoff = RestartBackoff.NONE;
      note(unused -> new ContainerNotes(initialHealth(), 0, 0, false, false, ""));
      try {
        runtime.containers().start(name);
      } catch (RuntimeException e) {
        note(unused -> before);
        throw e;
      }
      attach(timer.now(), Health.STARTING);
      record(ContainerAction.START, Map.of());
    } finally {
      turn.unlock();
    }
    changed.run();
  }

  /** Stops it, and keeps its restart policy from starting it again. */
  void stop(Signal signal, Duration grace) {
    turn.lock();
    try {
      cancelRestart();
      note(before -> before.withStoppedByUser(true));
      boolean ran = running;
      if (ran) {
        recordSignal(grace.isZero() ? Signal.KILL : signal);
      }
      // told at once: whoever starts it next must not take it for one that still runs
      runtime.containers().stop(name, signal, grace).ifPresent(this::ended);
      if (ran && !running) {
        record(ContainerAction.STOP, Map.of());
      }
    } finally {
      turn.unlock();
    }
    changed.run();
  }

  /** Runs a hook in it; others may act on it meanwhile, but for what its health would bring. */
  void runHook(HookMoment moment, Hook hook) {
    hooks.incrementAndGet();
    try {
      new HookRun(runtime.containers(), spec.plan(), moment, hook).run();
    } finally {
      hooks.decrementAndGet();
    }
  }

  /** Sends a signal, at once even while somebody else stops it. */
  void kill(Signal signal, boolean forGood) {
    if (forGood) {
      note(before -> before.withStoppedByUser(true));
    }
    if (running) {
      recordSignal(signal);
    }
    runtime.containers().kill(name, signal);
    if (forGood) {
      letGoOn();
    }
  }

  /** What is meant to end a container has to reach it, paused or not. */
  private void letGoOn() {
    if (runtime.containers().find(name).filter(ContainerStatus::paused).isPresent()) {
      unpause();
    }
  }

  /** Pauses it. Its restart policy and its conditions take it for one that runs. */
  void pause() {
    turn.lock();
    try {
      // first: a probe that is frozen half-way says nothing about the container's health
      monitor.ifPresent(HealthMonitor::rest);
      try {
        runtime.containers().pause(name);
      } catch (RuntimeException e) {
        if (runtime.containers().find(name).filter(ContainerStatus::paused).isEmpty()) {
          monitor.ifPresent(HealthMonitor::goOn);
        }
        throw e;
      }
      record(ContainerAction.PAUSE, Map.of());
    } finally {
      turn.unlock();
    }
  }

  /** Lets it go on. */
  void unpause() {
    turn.lock();
    try {
      runtime.containers().unpause(name);
      record(ContainerAction.UNPAUSE, Map.of());
      monitor.ifPresent(HealthMonitor::goOn);
    } finally {
      turn.unlock();
    }
  }

  void remove(boolean withVolumes) {
    turn.lock();
    try {
      cancelRestart();
      runtime.containers().remove(name, new Containers.RemoveOptions(withVolumes));
      release();
      record(ContainerAction.DESTROY, Map.of());
    } finally {
      turn.unlock();
    }
    changed.run();
  }

  /** Stops watching: another container has its name now. */
  void replaced() {
    close();
    record(ContainerAction.DESTROY, Map.of());
  }

  /** Stops watching; the container is left as it is. */
  void close() {
    turn.lock();
    try {
      release();
    } finally {
      turn.unlock();
    }
  }

  private void release() {
    closed = true;
    running = false;
    run++;
    restartPending = false;
    restartAlarm.cancel();
    killAlarm.cancel();
    closeMonitor();
  }

  /** Returns whether it runs; its end may have happened without having been told yet. */
  private boolean stillRuns() {
    if (running) {
      runtime
          .containers()
          .find(name)
          .filter(status -> !status.running())
          .flatMap(ContainerStatus::exit)
          .ifPresent(this::ended);
    }
    return running;
  }

  private void attach(Instant since, Health health) {
    running = true;
    restartPending = false;
    started = since;
    wasHealthy = health == Health.HEALTHY;
    run++;
    long thisRun = run;
    var unused =
        runtime
            .containers()
            .exit(name)
            .whenComplete(
                (exit, failure) -> {
                  ExitStatus known =
                      exit == null ? new ExitStatus(ExitStatus.UNKNOWN, timer.now()) : exit;
                  workers.execute(() -> exited(thisRun, known));
                });
    spec.health().ifPresent(probe -> monitor = Optional.of(openMonitor(probe, health)));
  }

  private HealthMonitor openMonitor(HealthProbe probe, Health health) {
    long thisRun = run;
    HealthMonitor opened =
        new HealthMonitor(
            name,
            HealthTracker.of(probe, health),
            started,
            prober,
            timer,
            workers,
            (now, begun, result) -> {
              probed(now, begun, result);
              judge(thisRun, now.health());
            });
    opened.plan();
    return opened;
  }

  private void closeMonitor() {
    monitor.ifPresent(HealthMonitor::close);
    monitor = Optional.empty();
  }

  /** Returns its last probes, the oldest first. */
  List<Event.Probed> probes() {
    synchronized (this) {
      return List.copyOf(probes);
    }
  }

  private void probed(HealthTracker now, Instant begun, Prober.Result result) {
    remember(
        new Event.Probed(
            timer.now(), name, begun, result.exitCode(), result.output(), now.failures()));
    Health health = now.health();
    String output = result.output();
    ContainerNotes before = notes();
    boolean other = !before.health().equals(Optional.of(health));
    // the output of a probe that goes well may differ each time and is not worth a write
    if (other || (health != Health.HEALTHY && !before.healthOutput().equals(output))) {
      note(last -> last.withHealth(Optional.of(health), output));
    }
    if (other) {
      events.on(new Event.HealthChanged(timer.now(), name, health));
      if (health != Health.STARTING) {
        record(
            health == Health.HEALTHY ? ContainerAction.HEALTHY : ContainerAction.UNHEALTHY,
            Map.of());
      }
      changed.run();
    }
  }

  /** Not on this thread: whoever closes the monitor has the turn and waits for the probe. */
  private void judge(long probedRun, Health health) {
    if (health == Health.HEALTHY) {
      wasHealthy = true;
    } else if (health == Health.UNHEALTHY && RestartRule.restartsIfUnhealthy(spec.plan())) {
      workers.execute(() -> endUnhealthy(probedRun));
    }
  }

  /**
   * Tells it to end as it is unhealthy, as {@code stop} would but without waiting for it: whoever
   * wants to act on it meanwhile gets the turn. Its end then is one that it comes back from. While
   * somebody else acts on it, it is left to the next probe.
   */
  private void endUnhealthy(long probedRun) {
    if (hooks.get() > 0 || !turn.tryLock()) {
      return;
    }
    try {
      boolean unhealthy = notes().health().filter(Health.UNHEALTHY::equals).isPresent();
      if (probedRun != run || !running || !unhealthy || notes().stoppedByUser()) {
        return;
      }
      tell("container " + name + " is unhealthy and is restarted");
      Duration grace = spec.plan().process().stopGracePeriod();
      Signal signal = grace.isZero() ? Signal.KILL : spec.stopSignal();
      recordSignal(signal);
      runtime.containers().kill(name, signal);
      killAlarm = timer.after(grace, () -> workers.execute(() -> killUnhealthy(probedRun)));
      // getting well now would not help it
      closeMonitor();
    } catch (JcomposeException e) {
      tell(describe(e)); // the next probe tries again
    } finally {
      turn.unlock();
    }
  }

  private void killUnhealthy(long probedRun) {
    turn.lock();
    try {
      if (probedRun == run && running && !notes().stoppedByUser()) {
        recordSignal(Signal.KILL);
        runtime.containers().kill(name, Signal.KILL);
      }
    } catch (JcomposeException e) {
      tell(describe(e));
    } finally {
      turn.unlock();
    }
  }

  private synchronized void remember(Event.Probed probe) {
    if (probes.size() == KEPT_PROBES) {
      probes.remove();
    }
    probes.add(probe);
  }

  private void exited(long endedRun, ExitStatus exit) {
    turn.lock();
    try {
      if (endedRun != run || !running) {
        return;
      }
      ending = true;
      ended(exit);
      if (exit.code() != 0) {
        warnOfTakenPort();
      }
      Duration ranFor = Duration.between(started, exit.at());
      if (RestartRule.wants(spec.plan(), exit, ranFor, notes())) {
        boolean wasOfNoUse =
            RestartRule.restartsIfUnhealthy(spec.plan())
                && spec.health().isPresent()
                && !wasHealthy;
        planRestart(wasOfNoUse ? Duration.ZERO : ranFor);
      }
    } finally {
      ending = false;
      turn.unlock();
      // even if something could not be noted: whoever waits must learn of the end
      changed.run();
    }
  }

  private void warnOfTakenPort() {
    new TakenPort(runtime)
        .of(spec.plan())
        .map(who -> "container " + name + " found its port in use: " + who)
        .ifPresent(this::tell);
  }

  private void tell(String warning) {
    events.on(new Event.Warning(timer.now(), warning));
  }

  private void ended(ExitStatus exit) {
    if (running) {
      running = false;
      killAlarm.cancel();
      closeMonitor();
      events.on(new Event.ContainerExited(exit.at(), name, exit.code()));
      record(ContainerAction.DIE, Map.of("exitCode", Integer.toString(exit.code())));
    }
  }

  /** Tells that it has just been made. */
  void created() {
    record(ContainerAction.CREATE, Map.of());
  }

  private void recordSignal(Signal signal) {
    record(ContainerAction.KILL, Map.of("signal", Integer.toString(signal.number())));
  }

  private void record(ContainerAction action, Map<String, String> further) {
    record(action, Optional.empty(), further);
  }

  /** Tells what somebody did to it without going through here. */
  void record(ContainerAction action, Optional<String> detail, Map<String, String> further) {
    Map<String, String> attributes = new HashMap<>(spec.labels());
    attributes.put("name", name.value());
    attributes.put("image", spec.plan().image().value());
    attributes.putAll(further);
    events.on(
        new Event.Recorded(
            timer.now(), name, id, spec.plan().service(), action, detail, attributes));
  }

  private void planRestart(Duration ranFor) {
    RestartPolicy policy = spec.plan().restart();
    backoff = backoff.next(policy, ranFor);
    restartPending = true;
    long endedRun = run;
    // first, so that it comes back even if that cannot be noted
    restartAlarm = timer.after(backoff.delay(), () -> workers.execute(() -> restart(endedRun)));
    note(
        before ->
            before
                .withRestarts(before.restarts(), RestartRule.attempts(policy, ranFor, before))
                .withRestarting(true));
    events.on(new Event.ContainerRestarting(timer.now(), name, backoff.delay()));
  }

  private void cancelRestart() {
    restartAlarm.cancel();
    if (restartPending) {
      restartPending = false;
      note(before -> before.withRestarting(false));
    }
  }

  private void restart(long endedRun) {
    turn.lock();
    try {
      if (endedRun != run || closed || !restartPending || notes().stoppedByUser()) {
        return;
      }
      startAgain();
      note(before -> before.withRestarting(false));
      events.on(new Event.ContainerRestarted(timer.now(), name));
      record(ContainerAction.START, Map.of());
      record(ContainerAction.RESTART, Map.of());
    } catch (RuntimeException e) {
      // a bug too: a restart that nobody plans again would be waited for without end
      tell(describe(e));
      restartPending = false;
      ExitStatus failed = new ExitStatus(ExitStatus.UNKNOWN, timer.now());
      if (RestartRule.wants(spec.plan(), failed, Duration.ZERO, notes())) {
        planRestart(Duration.ZERO);
      } else {
        note(before -> before.withRestarting(false));
      }
    } finally {
      turn.unlock();
      changed.run();
    }
  }

  private void startAgain() {
    ContainerNotes last = notes();
    note(
        before ->
            before
                .withHealth(initialHealth(), "")
                .withRestarts(before.restarts() + 1, before.attempts() + 1));
    try {
      // after a reboot the pod is gone too, and whoever comes first makes it
      runtime.pods().start(spec.plan().project(), spec.plan().pod());
      runtime.containers().start(name);
    } catch (RuntimeException e) {
      // it may be due to its health that it is to come back
      note(before -> before.withHealth(last.health(), last.healthOutput()));
      throw e;
    }
    attach(timer.now(), Health.STARTING);
  }

  private static String describe(RuntimeException failure) {
    return failure instanceof JcomposeException why
        ? why.getMessage() + "; " + why.hint()
        : failure.toString();
  }

  private Optional<Health> initialHealth() {
    return spec.health().map(probe -> Health.STARTING);
  }

  private synchronized ContainerNotes notes() {
    return notes;
  }

  private synchronized void note(UnaryOperator<ContainerNotes> change) {
    ContainerNotes changedNotes = change.apply(notes);
    if (!changedNotes.equals(notes)) {
      runtime.containers().note(name, changedNotes);
      notes = changedNotes;
    }
  }
}
