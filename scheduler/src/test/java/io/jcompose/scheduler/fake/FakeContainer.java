package io.jcompose.scheduler.fake;

import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.value.Signal;
import io.jcompose.scheduler.runtime.ContainerNotes;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.ExitStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One container in memory. Its fields belong to the lock of {@link FakeContainers}. */
final class FakeContainer {
  final ContainerSpec spec;
  final String imageId;
  final String id;
  final Instant created;
  final FakeLog log;
  ContainerStatus.State state = ContainerStatus.State.CREATED;
  ContainerNotes notes = ContainerNotes.NONE;
  Optional<Instant> started = Optional.empty();
  boolean ofEarlierBoot;
  CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
  @Nullable FakeProcess process;
  FakeInput input;
  final List<FakeAttachment> attachments = new CopyOnWriteArrayList<>();

  /** Signals that came while it was paused. */
  final List<Signal> pending = new ArrayList<>();

  FakeContainer(ContainerSpec spec, String imageId, String id, Instant created) {
    this.spec = spec;
    this.imageId = imageId;
    this.id = id;
    this.created = created;
    this.log = new FakeLog(spec.plan().name(), id);
    this.input = freshInput();
  }

  /** Returns the input of a run that is about to begin. */
  FakeInput freshInput() {
    boolean once = spec.plan().console().stdinOnce();
    FakeInput fresh = new FakeInput(once);
    if (!spec.plan().console().stdinOpen()) {
      fresh.end();
    }
    return fresh;
  }

  void write(Instant at, boolean stderr, byte[] bytes) {
    log.write(at, stderr, bytes);
    attachments.forEach(attachment -> attachment.write(stderr, bytes));
  }

  /** Returns whether it has processes, paused or not. */
  boolean runs() {
    return state == ContainerStatus.State.RUNNING || state == ContainerStatus.State.PAUSED;
  }

  ContainerStatus status() {
    boolean running = runs();
    return new ContainerStatus(
        id,
        spec,
        imageId,
        created,
        state,
        running ? Optional.of(4711L) : Optional.empty(),
        started,
        state == ContainerStatus.State.EXITED ? Optional.of(exit.join()) : Optional.empty(),
        ofEarlierBoot,
        notes);
  }
}
