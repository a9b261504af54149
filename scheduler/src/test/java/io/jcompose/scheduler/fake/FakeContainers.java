package io.jcompose.scheduler.fake;

import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.Signal;
import io.jcompose.scheduler.runtime.AttachSpec;
import io.jcompose.scheduler.runtime.Attachment;
import io.jcompose.scheduler.runtime.ContainerNotes;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.ContainerStatus.State;
import io.jcompose.scheduler.runtime.Containers;
import io.jcompose.scheduler.runtime.ExecSpec;
import io.jcompose.scheduler.runtime.ExitStatus;
import io.jcompose.scheduler.runtime.Images;
import io.jcompose.scheduler.runtime.Logs;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import io.jcompose.scheduler.time.Timer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** The containers of a {@link FakeRuntime}. Its monitor guards them; no program is called in it. */
final class FakeContainers implements Containers {
  private final Timer timer;
  private final Images images;
  private final FakePods pods;
  private final FakePrograms programs;
  private final Faults faults;
  private final Map<ContainerName, FakeContainer> containers = new TreeMap<>();
  private final Map<ContainerName, List<FakeAttachment>> early = new HashMap<>();
  private int created;

  FakeContainers(Timer timer, Images images, FakePods pods, FakePrograms programs, Faults faults) {
    this.timer = timer;
    this.images = images;
    this.pods = pods;
    this.programs = programs;
    this.faults = faults;
  }

  @Override
  public void create(ContainerSpec spec) {
    ContainerName name = spec.plan().name();
    faults.journal("create", name.value());
    Images.Image image = image(spec, "create");
    synchronized (this) {
      if (containers.containsKey(name)) {
        throw new RuntimeFailure(
            "cannot create container '" + name + "': the name is taken", "remove the other one");
      }
      put(spec, image);
    }
  }

  @Override
  public void replace(ContainerSpec spec, boolean renewVolumes) {
    ContainerName name = spec.plan().name();
    faults.journal("replace", name.value());
    Images.Image image = image(spec, "replace");
    synchronized (this) {
      if (existing(name, "replace").state == State.RUNNING) {
        throw new RuntimeFailure("cannot replace container '" + name + "': it runs", "stop it");
      }
      put(spec, image);
    }
  }

  private Images.Image image(ContainerSpec spec, String attempt) {
    return images
        .find(spec.plan().image())
        .orElseThrow(
            () ->
                new RuntimeFailure(
                    "cannot "
                        + attempt
                        + " container '"
                        + spec.plan().name()
                        + "': image is not here",
                    "load it"));
  }

  private synchronized void put(ContainerSpec spec, Images.Image image) {
    created++;
    String id = String.format("%064x", created);
    FakeContainer container = new FakeContainer(spec, image.id(), id, timer.now());
    containers.put(spec.plan().name(), container);
    List<FakeAttachment> waiting = early.remove(spec.plan().name());
    if (waiting != null) {
      waiting.forEach(attachment -> join(attachment, container));
    }
  }

  @Override
  public void start(ContainerName name) {
    faults.journal("start", name.value());
    FakeContainer container;
    FakeProcess process;
    FakeProgram program;
    synchronized (this) {
      container = existing(name, "start");
      if (container.runs()) {
        return;
      }
      if (!pods.runs(container.spec.plan().project(), container.spec.plan().pod())) {
        throw new RuntimeFailure(
            "cannot start container '" + name + "': its pod does not run", "start the pod first");
      }
      program = programs.find(container.spec.arguments());
      if (container.state == State.EXITED) {
        container.exit = new CompletableFuture<>();
        if (container.attachments.isEmpty()) {
          container.input = container.freshInput();
        }
      }
      container.started = Optional.of(timer.now());
      container.ofEarlierBoot = false;
      CompletableFuture<ExitStatus> exit = container.exit;
      process =
          new FakeProcess(
              container.spec.environment(),
              container.spec.user(),
              container.spec.workingDirectory(),
              container.input,
              (stderr, bytes) -> container.write(timer.now(), stderr, bytes),
              timer,
              code -> ended(container, exit, code));
      container.process = process;
      container.state = State.RUNNING;
    }
    int refusal = programs.refusal(container.spec.arguments());
    if (refusal != 0) {
      process.exit(refusal);
      throw new RuntimeFailure(
          "cannot start container '"
              + name
              + "': "
              + container.spec.arguments().get(0)
              + (refusal == FakePrograms.NOT_FOUND ? " does not exist" : " cannot be executed"),
          "correct 'command' or 'entrypoint'");
    }
    program.begin(process);
  }

  private void ended(FakeContainer container, CompletableFuture<ExitStatus> exit, int code) {
    ExitStatus status = new ExitStatus(code, timer.now());
    container.log.end(timer.now());
    synchronized (this) {
      container.state = State.EXITED;
      container.process = null;
      container.input.end();
      container.pending.clear();
      // completed in here for those who look, and told to those who wait in a stage of its own
      exit.complete(status);
    }
    container.attachments.forEach(attachment -> attachment.exited(status));
    container.attachments.clear();
  }

  /** Ends all programs, of which nobody sees how. */
  void reboot() {
    List<FakeContainer> all;
    List<FakeProcess> running = new ArrayList<>();
    synchronized (this) {
      all = List.copyOf(containers.values());
      all.stream().flatMap(container -> Stream.ofNullable(container.process)).forEach(running::add);
    }
    running.forEach(process -> process.exit(ExitStatus.UNKNOWN));
    synchronized (this) {
      all.forEach(container -> container.ofEarlierBoot = container.started.isPresent());
    }
  }

  @Override
  public Optional<ExitStatus> stop(ContainerName name, Signal signal, Duration grace) {
    faults.journal("stop", name.value());
    CompletableFuture<ExitStatus> exit;
    FakeProcess process;
    synchronized (this) {
      FakeContainer container = existing(name, "stop");
      exit = container.exit;
      process = container.process;
      if (container.state == State.CREATED) {
        return Optional.empty();
      }
    }
    if (process == null) {
      return Optional.of(exit.join());
    }
    if (!grace.isZero()) {
      process.signal(signal);
    }
    thaw(name).forEach(process::signal);
    CompletableFuture<Void> graceIsOver = new CompletableFuture<>();
    Timer.Alarm alarm = timer.after(grace, () -> graceIsOver.complete(null));
    try {
      CompletableFuture.anyOf(exit, graceIsOver).get();
      process.signal(Signal.KILL);
      return Optional.of(exit.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      alarm.cancel();
    }
  }

  @Override
  public void kill(ContainerName name, Signal signal) {
    faults.journal("kill", name.value());
    FakeProcess process;
    synchronized (this) {
      FakeContainer container = existing(name, "kill");
      process = container.process;
      if (container.state == State.PAUSED && !signal.equals(Signal.KILL)) {
        container.pending.add(signal);
        return;
      }
    }
    if (process != null) {
      process.signal(signal);
    }
  }

  @Override
  public void pause(ContainerName name) {
    faults.journal("pause", name.value());
    synchronized (this) {
      FakeContainer container = existing(name, "pause");
      if (container.state != State.RUNNING) {
        throw new RuntimeFailure(
            "cannot pause container '"
                + name
                + "': "
                + (container.state == State.PAUSED ? "it is paused already" : "it does not run"),
            "start it");
      }
      container.state = State.PAUSED;
    }
  }

  @Override
  public void unpause(ContainerName name) {
    faults.journal("unpause", name.value());
    FakeProcess process;
    synchronized (this) {
      FakeContainer container = existing(name, "unpause");
      process = container.process;
      if (container.state != State.PAUSED || process == null) {
        throw new RuntimeFailure(
            "cannot unpause container '" + name + "': it is not paused", "pause it");
      }
    }
    thaw(name).forEach(process::signal);
  }

  /** Lets it go on if it is paused, and returns the signals that waited for that. */
  private synchronized List<Signal> thaw(ContainerName name) {
    FakeContainer container = existing(name, "thaw");
    if (container.state == State.PAUSED) {
      container.state = State.RUNNING;
    }
    List<Signal> pending = List.copyOf(container.pending);
    container.pending.clear();
    return pending;
  }

  @Override
  public void remove(ContainerName name, RemoveOptions options) {
    faults.journal("remove", name.value());
    synchronized (this) {
      FakeContainer container = containers.get(name);
      if (container != null && container.runs()) {
        throw new RuntimeFailure("cannot remove container '" + name + "': it runs", "stop it");
      }
      containers.remove(name);
    }
  }

  @Override
  public synchronized Optional<ContainerStatus> find(ContainerName name) {
    return Optional.ofNullable(containers.get(name)).map(FakeContainer::status);
  }

  @Override
  public synchronized List<ContainerStatus> list(ProjectName project) {
    return containers.values().stream()
        .filter(container -> container.spec.plan().project().equals(project))
        .map(FakeContainer::status)
        .toList();
  }

  @Override
  public synchronized CompletionStage<ExitStatus> exit(ContainerName name) {
    // a stage of the caller's own, told on a new thread: no stranger's code runs in our monitor,
    // and
    // none has to wait for a test that holds the common pool
    return existing(name, "wait for")
        .exit
        .thenApplyAsync(status -> status, task -> new Thread(task, "exit of " + name).start());
  }

  @Override
  public int exec(ContainerName name, ExecSpec spec) {
    FakeContainer container;
    synchronized (this) {
      container = existing(name, "run a program in");
      if (container.state != State.RUNNING) {
        throw new RuntimeFailure(
            "cannot run a program in container '"
                + name
                + "': "
                + (container.state == State.PAUSED ? "it is paused" : "it does not run"),
            "start it");
      }
    }
    int refusal = programs.refusal(spec.arguments());
    if (refusal != 0) {
      return refusal;
    }
    if (spec.streams() instanceof ExecSpec.Streams.Discarded) {
      FakeProcess unseen =
          new FakeProcess(
              container.spec.environment(),
              spec.user().orElse(container.spec.user()),
              spec.workingDirectory().orElse(container.spec.workingDirectory()),
              InputStream.nullInputStream(),
              (stderr, text) -> {},
              timer,
              code -> {});
      programs.find(spec.arguments()).begin(unseen);
      return 0;
    }
    if (!(spec.streams() instanceof ExecSpec.Streams.Piped piped)) {
      throw new IllegalArgumentException("the fake has no streams of its own to hand on");
    }
    Map<String, String> environment = new HashMap<>(container.spec.environment());
    environment.putAll(spec.environment());
    CompletableFuture<Integer> exit = new CompletableFuture<>();
    FakeProcess process =
        new FakeProcess(
            environment,
            spec.user().orElse(container.spec.user()),
            spec.workingDirectory().orElse(container.spec.workingDirectory()),
            piped.input(),
            (stderr, bytes) -> write(stderr ? piped.error() : piped.output(), bytes),
            timer,
            exit::complete);
    programs.find(spec.arguments()).begin(process);
    try {
      return exit.get();
    } catch (InterruptedException e) {
      process.signal(Signal.KILL);
      Thread.currentThread().interrupt();
      return 128 + Signal.KILL.number();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public synchronized Attachment attach(ProjectName project, ContainerName name, AttachSpec spec) {
    FakeAttachment attachment =
        new FakeAttachment(spec, signal -> kill(name, signal), closed -> leave(name, closed));
    FakeContainer container = containers.get(name);
    if (container == null) {
      early.computeIfAbsent(name, unused -> new ArrayList<>()).add(attachment);
    } else {
      join(attachment, container);
    }
    return attachment;
  }

  private void join(FakeAttachment attachment, FakeContainer container) {
    container.attachments.add(attachment);
    if (container.spec.plan().console().stdinOpen()) {
      if (container.state == State.EXITED) {
        container.input = container.freshInput();
      }
      attachment.giveTo(container.input);
    }
  }

  private synchronized void leave(ContainerName name, FakeAttachment attachment) {
    early.getOrDefault(name, new ArrayList<>()).remove(attachment);
    FakeContainer container = containers.get(name);
    if (container != null) {
      container.attachments.remove(attachment);
    }
  }

  private static void write(OutputStream stream, byte[] bytes) {
    try {
      stream.write(bytes);
      stream.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized Set<Port> listening(ContainerName name) {
    FakeProcess process = existing(name, "look at").process;
    return process == null ? Set.of() : process.listening();
  }

  @Override
  public synchronized void note(ContainerName name, ContainerNotes notes) {
    existing(name, "note something about").notes = notes;
  }

  synchronized Logs.LogReader openLog(ContainerName name, Logs.LogSelection selection) {
    return existing(name, "read the log of").log.open(selection);
  }

  private FakeContainer existing(ContainerName name, String attempt) {
    FakeContainer container = containers.get(name);
    if (container == null) {
      throw new RuntimeFailure(
          "cannot " + attempt + " container '" + name + "': there is none of that name",
          "run 'jcompose ps -a' to see what there is");
    }
    return container;
  }
}
