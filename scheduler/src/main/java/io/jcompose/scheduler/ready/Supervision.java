package io.jcompose.scheduler.ready;

import io.jcompose.model.error.JcomposeException;
import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.project.Hook;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.Signal;
import io.jcompose.scheduler.event.ContainerAction;
import io.jcompose.scheduler.event.Event;
import io.jcompose.scheduler.event.EventSink;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.Containers;
import io.jcompose.scheduler.runtime.ExitStatus;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import io.jcompose.scheduler.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps an eye on one project's containers: notices when they end, probes their health, starts
 * again what its restart policy wants started. As it must know what is meant and what is not, what
 * is done to those containers goes through it.
 *
 * <p>Safe to use from several threads.
 */
public final class Supervision implements AutoCloseable {
  private final ContainerRuntime runtime;
  private final ProjectName project;
  private final EventSink events;
  private final Timer timer;
  private final Executor workers;
  private final Map<ContainerName, Watch> watches = new ConcurrentHashMap<>();
  private final Map<ContainerName, List<Waiter>> waiters = new ConcurrentHashMap<>();
  private final List<End> ends = new ArrayList<>();
  private int actions;
  private boolean closed;

  /** Somebody who waits, and how what they wait for is judged. */
  private record Waiter(
      Function<ContainerStatus, ConditionCheck.Verdict> judgement, CompletableFuture<Void> met) {}

  /**
   * Who waits for an end.
   *
   * @param services whose; empty means all
   */
  private record End(Set<ServiceName> services, CompletableFuture<Void> come) {}

  /**
   * Creates a supervision that watches nothing yet; {@link #adopt} begins.
   *
   * @param workers runs probes and restarts; each may take long
   */
  public Supervision(
      ContainerRuntime runtime,
      ProjectName project,
      EventSink events,
      Timer timer,
      Executor workers) {
    this.runtime = runtime;
    this.project = project;
    this.events = events;
    this.timer = timer;
    this.workers = workers;
  }

  /** Returns the project. */
  public ProjectName project() {
    return project;
  }

  /**
   * Takes charge of the project's containers as they are: watches those that run, and starts again
   * those that ended unwatched and whose policy wants it. A second call takes up what is new.
   */
  public void adopt() {
    for (ContainerStatus status : runtime.adopt(project)) {
      watch(status).adopt(status);
      discardIfOver(status.name());
    }
  }

  /** Makes a container that does not run yet. */
  public void create(ContainerSpec spec) {
    runtime.containers().create(spec);
    watch(spec.plan().name()).created();
  }

  /** Starts a container because somebody asked for it; one that runs is left as it is. */
  public void start(ContainerName container) {
    watch(container).start();
  }

  /**
   * Stops a container that runs, or is about to be restarted; it stays stopped until somebody
   * starts it. Returns once it is stopped, or early if the thread is interrupted.
   *
   * @param grace zero kills at once
   */
  public void stop(ContainerName container, Signal signal, Duration grace) {
    watch(container).stop(signal, grace);
  }

  /**
   * Runs a hook in a container and returns once it has ended; meanwhile nobody restarts the
   * container for its health. A hook before a stop is left out if the container has ended.
   *
   * <p>Interrupting the calling thread ends the hook.
   *
   * @throws HookFailedException if it ends with anything but 0
   */
  public void runHook(ContainerName container, HookMoment moment, Hook hook) {
    watch(container).runHook(moment, hook);
  }

  /**
   * Sends a signal to a container.
   *
   * @param forGood whether its restart policy is not to start it again
   */
  public void kill(ContainerName container, Signal signal, boolean forGood) {
    watch(container).kill(signal, forGood);
  }

  /** Pauses a container; nobody asks for its health meanwhile. */
  public void pause(ContainerName container) {
    watch(container).pause();
  }

  /** Lets a paused container go on. */
  public void unpause(ContainerName container) {
    watch(container).unpause();
  }

  /**
   * Enters into the record what somebody did to a container by themselves.
   *
   * @param detail what is told behind the action
   * @param attributes what is told with it besides what is always told
   */
  public void record(
      ContainerName container,
      ContainerAction action,
      Optional<String> detail,
      Map<String, String> attributes) {
    watch(container).record(action, detail, attributes);
  }

  /** Removes a container that does not run; one that is gone is a success. */
  public void remove(ContainerName container, boolean withVolumes) {
    Optional<ContainerStatus> status = runtime.containers().find(container);
    if (status.isEmpty()) {
      // the runtime may still have something to clear away
      runtime.containers().remove(container, new Containers.RemoveOptions(withVolumes));
    } else {
      watch(status.get()).remove(withVolumes);
    }
    Watch gone = watches.remove(container);
    if (gone != null) {
      gone.close();
    }
    changed(container);
  }

  /** Makes a container anew in place of one of that name that does not run. */
  public void replace(ContainerSpec spec, boolean renewVolumes) {
    ContainerName container = spec.plan().name();
    Watch old = watch(container);
    runtime.containers().replace(spec, renewVolumes);
    watches.remove(container, old);
    old.replaced();
    watch(container).created();
    changed(container);
  }

  /**
   * Returns a stage that completes once the condition is met, and fails with {@link
   * NotReadyException} once it cannot be met any more. A container that will be restarted may still
   * meet it. Cancelling the stage's future gives up the wait.
   */
  public CompletableFuture<Void> await(ContainerName container, Condition condition) {
    return await(container, status -> ConditionCheck.judge(condition, status));
  }

  /**
   * Returns a stage that completes once that time has passed, and fails with {@link
   * NotReadyException} if the container's run ends or it gets unhealthy before; a one-shot that has
   * ended well is through at once. Cancelling the stage's future gives up the wait.
   */
  public CompletableFuture<Void> observe(ContainerName container, Duration time) {
    Optional<Instant> run = runtime.containers().find(container).flatMap(ContainerStatus::started);
    CompletableFuture<Void> passed =
        await(container, status -> ConditionCheck.judgeRun(run, status));
    Timer.Alarm alarm = timer.after(time, () -> passed.complete(null));
    var unused = passed.whenComplete((nothing, failure) -> alarm.cancel());
    return passed;
  }

  private CompletableFuture<Void> await(
      ContainerName container, Function<ContainerStatus, ConditionCheck.Verdict> judgement) {
    Waiter waiter = new Waiter(judgement, new CompletableFuture<>());
    waiters.computeIfAbsent(container, unused -> new CopyOnWriteArrayList<>()).add(waiter);
    // however it ends: nobody is to be asked about it then
    var unused = waiter.met().whenComplete((nothing, failure) -> forget(container, waiter));
    judge(container, waiter);
    return waiter.met();
  }

  /**
   * Returns how a container's present run ends, once it does, whether or not a restart policy
   * starts another; at once how the last one ended if it does not run, and 0 if it never did.
   */
  public CompletionStage<ExitStatus> runEnd(ContainerStatus container) {
    return container.state() == ContainerStatus.State.CREATED
        ? CompletableFuture.completedFuture(new ExitStatus(0, timer.now()))
        : runtime.containers().exit(container.name());
  }

  /**
   * Returns the last probes of each container, five of each at most, the oldest first; those that
   * were made under another supervision are forgotten.
   */
  public List<Event.Probed> probes() {
    return new TreeMap<>(watches)
        .values().stream().flatMap(watch -> watch.probes().stream()).toList();
  }

  /**
   * Returns a stage that completes once nothing of the project runs, is being acted on, or is about
   * to be started again; at once if that is so now. Every call returns a new stage.
   */
  public CompletionStage<Void> ended() {
    return ended(Set.of());
  }

  /**
   * Returns what {@link #ended()} does, for some services alone.
   *
   * @param services empty means all
   */
  public CompletionStage<Void> ended(Set<ServiceName> services) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    synchronized (ends) {
      ends.add(new End(Set.copyOf(services), end));
    }
    tellIfEnded();
    return end;
  }

  /** Returns what {@code action} returns; until then the project has not {@link #ended}. */
  public <T> T during(Supplier<T> action) {
    synchronized (ends) {
      actions++;
    }
    try {
      return action.get();
    } finally {
      synchronized (ends) {
        actions--;
      }
      tellIfEnded();
    }
  }

  /** Stops watching. Containers run on. A second call does nothing. */
  @Override
  public void close() {
    synchronized (ends) {
      closed = true;
    }
    watches.values().forEach(Watch::close);
    waiters.values().forEach(all -> all.forEach(waiter -> waiter.met().cancel(false)));
  }

  private Watch watch(ContainerName container) {
    Watch known = watches.get(container);
    if (known != null) {
      return known;
    }
    return watch(
        runtime
            .containers()
            .find(container)
            .orElseThrow(
                () ->
                    new RuntimeFailure(
                        "container '" + container + "' does not exist",
                        "run 'jcompose up' to make it")));
  }

  private Watch watch(ContainerStatus status) {
    return watches.computeIfAbsent(
        status.name(),
        name -> new Watch(status, runtime, events, timer, workers, () -> changed(name)));
  }

  private void changed(ContainerName container) {
    List<Waiter> waiting = waiters.getOrDefault(container, List.of());
    waiting.forEach(waiter -> judge(container, waiter));
    discardIfOver(container);
    tellIfEnded();
  }

  /** Removes a container that is to be removed at its end, if that has come. */
  private void discardIfOver(ContainerName container) {
    Watch watch = watches.get(container);
    if (watch == null || !watch.isRemovedAtEnd()) {
      return;
    }
    Optional<ContainerStatus> status = runtime.containers().find(container);
    if (status.isPresent() && status.get().exit().isPresent()) {
      synchronized (ends) {
        actions++; // the project has not ended as long as it is there
      }
      workers.execute(() -> discard(status.get()));
    }
  }

  private void discard(ContainerStatus status) {
    try {
      remove(status.name(), true);
      ContainerName pod = status.spec().plan().pod();
      boolean used =
          runtime.containers().list(project).stream()
              .anyMatch(other -> other.spec().plan().pod().equals(pod));
      if (!used) {
        runtime.pods().stop(project, pod);
        runtime.pods().remove(project, pod);
      }
    } catch (JcomposeException e) {
      events.on(new Event.Warning(timer.now(), e.getMessage() + "; " + e.hint()));
    } finally {
      synchronized (ends) {
        actions--;
      }
      tellIfEnded();
    }
  }

  private void judge(ContainerName container, Waiter waiter) {
    if (waiter.met().isDone()) {
      return;
    }
    ConditionCheck.Verdict verdict;
    try {
      verdict = verdict(container, waiter);
    } catch (RuntimeException e) {
      // nobody else would tell the waiter
      waiter.met().completeExceptionally(e);
      return;
    }
    if (verdict instanceof ConditionCheck.Verdict.Met) {
      waiter.met().complete(null);
    } else if (verdict instanceof ConditionCheck.Verdict.Impossible impossible) {
      waiter.met().completeExceptionally(impossible.why());
    }
  }

  private ConditionCheck.Verdict verdict(ContainerName container, Waiter waiter) {
    return runtime
        .containers()
        .find(container)
        .map(waiter.judgement())
        .orElseGet(() -> removed(container));
  }

  private void forget(ContainerName container, Waiter waiter) {
    waiters.getOrDefault(container, List.of()).remove(waiter);
  }

  private static ConditionCheck.Verdict removed(ContainerName container) {
    return new ConditionCheck.Verdict.Impossible(
        new NotReadyException(
            container,
            "container " + container + " was removed while it was waited for",
            "run 'jcompose up' again",
            ""));
  }

  private void tellIfEnded() {
    List<End> come;
    synchronized (ends) {
      if (closed || actions > 0) {
        return;
      }
      come = ends.stream().filter(end -> isAtRest(end.services())).toList();
      ends.removeAll(come);
    }
    come.forEach(end -> end.come().complete(null));
  }

  private boolean isAtRest(Set<ServiceName> services) {
    return watches.values().stream()
        .filter(watch -> services.isEmpty() || services.contains(watch.service()))
        .noneMatch(Watch::active);
  }
}
