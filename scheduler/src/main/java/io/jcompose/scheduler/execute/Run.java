package io.jcompose.scheduler.execute;

import io.jcompose.model.error.JcomposeException;
import io.jcompose.scheduler.event.Event;
import io.jcompose.scheduler.event.EventSink;
import io.jcompose.scheduler.ready.Condition;
import io.jcompose.scheduler.ready.NotReadyException;
import io.jcompose.scheduler.reconcile.Step;
import io.jcompose.scheduler.reconcile.StepPlan;
import io.jcompose.scheduler.time.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One execution of one plan. A single thread, the caller's, keeps the books: it hands steps to the
 * workers and takes their ends from a queue, so nothing here needs a lock.
 */
final class Run {
  private final StepPlan plan;
  private final StepRunner runner;
  private final EventSink events;
  private final Timer timer;
  private final ExecutorService workers;
  private final int parallelism;
  private final Optional<Duration> waitTimeout;

  private final Map<Integer, List<StepPlan.Node>> followers = new HashMap<>();
  private final Map<Integer, Integer> missing = new HashMap<>();
  private final Map<Integer, Outcome> outcomes = new HashMap<>();
  private final Queue<StepPlan.Node> ready = new ArrayDeque<>();
  private final Queue<StepPlan.Node> queued = new ArrayDeque<>();
  private final Map<Integer, Work> working = new HashMap<>();
  private final Map<Integer, Waiting> waiting = new HashMap<>();
  private final BlockingQueue<Runnable> mail = new LinkedBlockingQueue<>();
  private final List<String> warnings = new ArrayList<>();
  private boolean cancelled;
  private boolean timeIsUp;
  private Optional<Throwable> bug = Optional.empty();

  private record Waiting(Step step, CompletableFuture<Void> met) {}

  Run(
      StepPlan plan,
      StepRunner runner,
      EventSink events,
      Timer timer,
      ExecutorService workers,
      int parallelism,
      Optional<Duration> waitTimeout) {
    this.plan = plan;
    this.runner = runner;
    this.events = events;
    this.timer = timer;
    this.workers = workers;
    this.parallelism = parallelism;
    this.waitTimeout = waitTimeout;
  }

  Execution run() {
    for (StepPlan.Node node : plan.nodes()) {
      missing.put(node.number(), node.after().size());
      for (Integer earlier : node.after()) {
        followers.computeIfAbsent(earlier, unused -> new ArrayList<>()).add(node);
      }
      if (node.after().isEmpty()) {
        ready.add(node);
      }
    }
    Optional<Timer.Alarm> alarm =
        waitTimeout.map(timeout -> timer.after(timeout, () -> mail.add(this::endWaits)));
    try {
      readMail();
    } finally {
      alarm.ifPresent(Timer.Alarm::cancel);
    }
    bug.ifPresent(Run::letFly);
    return new Execution(plan, outcomes, warnings, cancelled);
  }

  private void readMail() {
    boolean interrupted = false;
    dispatch();
    while (outcomes.size() < plan.nodes().size()) {
      try {
        mail.take().run();
      } catch (InterruptedException e) {
        interrupted = true;
        cancel();
      }
      dispatch();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void dispatch() {
    while (!ready.isEmpty()) {
      StepPlan.Node node = ready.remove();
      Optional<String> skip = reasonToSkip(node);
      if (skip.isPresent()) {
        settle(node, new Outcome.Skipped(skip.get()));
      } else if (StepRunner.isWait(node.step())) {
        beginWait(node);
      } else {
        queued.add(node);
      }
    }
    while (working.size() < parallelism && !queued.isEmpty()) {
      beginWork(queued.remove());
    }
  }

  private Optional<String> reasonToSkip(StepPlan.Node node) {
    if (cancelled) {
      return Optional.of("cancelled");
    }
    return node.needs().stream()
        .filter(number -> !(outcomes.get(number) instanceof Outcome.Succeeded))
        .map(number -> plan.nodes().get(number - 1).label().text())
        .map(text -> "'" + text + "' did not succeed")
        .findFirst();
  }

  private void beginWork(StepPlan.Node node) {
    announce(node);
    Work work =
        new Work(
            () -> node.step().accept(runner),
            failure -> mail.add(() -> workIsOver(node, Optional.ofNullable(failure))));
    working.put(node.number(), work);
    workers.execute(work);
  }

  private void workIsOver(StepPlan.Node node, Optional<Throwable> failure) {
    working.remove(node.number());
    settle(node, failure);
  }

  private void beginWait(StepPlan.Node node) {
    announce(node);
    CompletableFuture<Void> met = node.step().accept(runner);
    Waiting wait = new Waiting(node.step(), met);
    waiting.put(node.number(), wait);
    var unused =
        met.whenComplete(
            (nothing, failure) ->
                mail.add(
                    () -> {
                      waiting.remove(node.number());
                      settle(node, Optional.ofNullable(failure));
                    }));
    if (timeIsUp) {
      endWait(wait);
    }
  }

  private void endWaits() {
    timeIsUp = true;
    List.copyOf(waiting.values()).forEach(this::endWait);
  }

  private void endWait(Waiting wait) {
    if (wait.step() instanceof Step.AwaitContainer step && step.condition() == Condition.READY) {
      wait.met()
          .completeExceptionally(
              new NotReadyException(
                  step.container(),
                  "container "
                      + step.container()
                      + " is not ready after "
                      + waitTimeout.orElseThrow().toSeconds()
                      + "s",
                  "see its log, or give it more time with '--wait-timeout'",
                  ""));
    }
  }

  private void cancel() {
    cancelled = true;
    List.copyOf(working.values()).forEach(Work::cancel);
    List.copyOf(waiting.values()).forEach(wait -> wait.met().cancel(false));
    ready.addAll(queued);
    queued.clear();
  }

  private void settle(StepPlan.Node node, Optional<Throwable> failure) {
    settle(node, failure.map(why -> judge(node, why)).orElseGet(Outcome.Succeeded::new));
  }

  private Outcome judge(StepPlan.Node node, Throwable failure) {
    if (failure instanceof CompletionException wrapped && wrapped.getCause() != null) {
      return judge(node, wrapped.getCause());
    }
    if (failure instanceof JcomposeException why) {
      if (node.step() instanceof Step.AwaitContainer step && !step.required()) {
        warn("optional " + why.getMessage());
        return new Outcome.Succeeded();
      }
      return new Outcome.Failed(why);
    }
    if (failure instanceof CancellationException) {
      return new Outcome.Skipped("cancelled");
    }
    bug = bug.or(() -> Optional.of(failure));
    cancel();
    return new Outcome.Skipped("cancelled");
  }

  private void settle(StepPlan.Node node, Outcome outcome) {
    outcomes.put(node.number(), outcome);
    if (outcome instanceof Outcome.Failed failed) {
      JcomposeException why = failed.why();
      events.on(
          new Event.StepFailed(
              timer.now(), node.label(), String.valueOf(why.getMessage()), why.hint()));
    } else if (outcome instanceof Outcome.Skipped skipped) {
      events.on(new Event.StepSkipped(timer.now(), node.label(), skipped.because()));
    } else {
      events.on(new Event.StepSucceeded(timer.now(), node.label()));
    }
    for (StepPlan.Node follower : followers.getOrDefault(node.number(), List.of())) {
      if (missing.merge(follower.number(), -1, Integer::sum) == 0) {
        ready.add(follower);
      }
    }
  }

  private void announce(StepPlan.Node node) {
    events.on(new Event.StepStarted(timer.now(), node.label(), plan.nodes().size()));
  }

  private void warn(String message) {
    warnings.add(message);
    events.on(new Event.Warning(timer.now(), message));
  }

  /** A bug is no outcome: it goes to whoever called, once no step is left half done. */
  private static void letFly(Throwable bug) {
    if (bug instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (bug instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException(bug);
  }
}
